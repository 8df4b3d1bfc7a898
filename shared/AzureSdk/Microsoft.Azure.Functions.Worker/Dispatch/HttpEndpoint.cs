using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Replies;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Invocations by requests, forwarded as they came or wrapped in the host's envelope.</summary>
internal sealed class HttpEndpoint(Invoker invoker)
{
    private const string Failure = "The function failed; the log has the invocation";

    /// <summary>Runs the function on the request itself.</summary>
    public async Task ForwardedAsync(FunctionMethod function, HttpContext context)
    {
        var call = Call.Of(function, context.Request);
        var outcome = await RunAsync(call, context);
        if (outcome.Succeeded || context.Response.HasStarted)
            return;
        context.Response.Clear();
        // A function left behind at its deadline may still hold this context; Kestrel reuses it with the connection.
        context.Response.Headers.Connection = "close";
        await Reply.ErrorAsync(context, outcome.Status, Code(outcome), $"{Failure} {call.Id}.", function.Name);
    }

    /// <summary>Runs the function on the request that the host wrapped in JSON.</summary>
    public async Task EnvelopedAsync(FunctionMethod function, HttpContext context)
    {
        using var envelope = await RequestBody.ReadAsync(context.Request);
        if (!envelope.TryRead(function.Shape, out var error)
            || !EnvelopedRequest.TryRead(envelope.Value.Of(envelope.Body), out var inner, out error))
        {
            await Reply.ErrorAsync(context, StatusCodes.Status400BadRequest, "MalformedPayload", error, function.Name);
            return;
        }

        var outcome = await RunAsync(Call.Of(function, context.Request), inner);
        await (outcome.Succeeded
            ? EnvelopeReply.WriteAsync(context, inner.Response, outcome.Message)
            : Reply.ErrorAsync(context, outcome.Status, outcome.Code, outcome.Message, function.Name));
    }

    private Task<Outcome> RunAsync(Call call, HttpContext http) =>
        invoker.InvokeAsync(call, new Work(
            (services, deadline) =>
            {
                http.RequestServices = services;
                return new(call, deadline) { InstanceServices = services, Http = http };
            },
            result => result is IResult answer ? answer.ExecuteAsync(http) : Task.CompletedTask));

    private static string Code(Outcome outcome) => outcome.Code == Outcome.DeadlineExceeded ? outcome.Code : "InternalServerError";
}
