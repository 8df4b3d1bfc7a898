using ExposurePipeline.Exposure.Values;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>What every request passes first: its method, its size, its caller and the caller's rate.</summary>
public sealed class FrontDoor
{
    private readonly Caller caller;
    private readonly RequestLimit limit;

    internal FrontDoor(Caller caller, RequestLimit limit) => (this.caller, this.limit) = (caller, limit);

    /// <summary>Null when a request that only reads may pass, else the answer that refuses it.</summary>
    public IResult? Refuse(HttpRequest request, out TenantId tenant)
    {
        var refusal = Refuse(request, RouteDemand.Read, out var visitor);
        tenant = visitor.Tenant;
        return refusal;
    }

    /// <summary>Null when the request may pass, else the answer that refuses it.</summary>
    public IResult? Refuse(HttpRequest request, RouteDemand demand, out Visitor visitor)
    {
        visitor = default;
        AnswerHeaders.Set(request.HttpContext.Response);
        if (!demand.Methods.Contains(request.Method, StringComparer.OrdinalIgnoreCase))
        {
            return ApiError.MethodNotAllowed(request, demand).ToResult();
        }

        if (request.ContentLength > demand.MaxBody)
        {
            return ApiError.BodyTooLarge(demand.MaxBody).ToResult();
        }

        return caller.Identify(request.Headers, demand.OperatorOnly, out visitor) is { } error ? error.ToResult() : Slow(request, visitor.Tenant);
    }

    private IResult? Slow(HttpRequest request, TenantId tenant)
    {
        if (limit.Take(tenant) is not { } seconds)
        {
            return null;
        }

        request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return ApiError.TooManyRequests(limit.PerMinute).ToResult();
    }
}
