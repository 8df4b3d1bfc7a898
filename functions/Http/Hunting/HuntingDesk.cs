using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Hunting;
using ExposurePipeline.Hunting;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http.Hunting;

/// <summary>Takes a query, lets it run if the tenant may still ask, and answers in the words of the API that was asked.</summary>
/// <param name="engine">What answers queries.</param>
/// <param name="budgets">What each tenant may still ask.</param>
/// <param name="clock">Spans of time end now where nothing else is said.</param>
public sealed class HuntingDesk(IHuntingEngine engine, HuntingBudgets budgets, TimeProvider clock)
{
    /// <summary>The answer to a request that may pass.</summary>
    internal async Task<IResult> AnswerAsync(HttpRequest request, TenantId tenant, HuntingFormat format, CancellationToken cancellation)
    {
        var (query, error) = await new HuntingQuestion(format, clock.GetUtcNow().UtcDateTime).ReadAsync(request, cancellation);
        if (query is null)
        {
            return error!.ToResult();
        }

        using var turn = budgets.Enter(tenant);
        if (turn.Refusal is { } refusal)
        {
            return TooMany(request, refusal.Reason, refusal.ComeAgain);
        }

        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellation, request.HttpContext.RequestAborted);
        try
        {
            var answer = await engine.RunAsync(tenant, query, waiting.Token);
            return answer.Error is { } refused ? HuntingErrors.Of(refused, format).ToResult() : await RowsAsync(answer.Result!, format, request.HttpContext.RequestAborted);
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested)
        {
            return HuntingErrors.NobodyWaits.ToResult();
        }
        catch (HuntingUnavailableException fault)
        {
            return fault.ComeAgain is { } comeAgain ? TooMany(request, fault.Message, comeAgain) : HuntingErrors.Unavailable(fault.Message).ToResult();
        }
    }

    private static async Task<IResult> RowsAsync(HuntingResult result, HuntingFormat format, CancellationToken gone)
    {
        var body = new HuntingBody(format, result);
        return await body.FitsAsync(gone)
            ? Results.Stream(stream => body.WriteAsync(stream, gone), "application/json; charset=utf-8")
            : HuntingErrors.TooLarge.ToResult();
    }

    private static IResult TooMany(HttpRequest request, string message, TimeSpan comeAgain)
    {
        request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (long)Math.Ceiling(comeAgain.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return ApiError.TooManyRequests(message).ToResult();
    }
}
