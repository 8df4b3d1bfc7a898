using ExposurePipeline.Exposure.Values;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>What every request passes first: its method, its size, its caller and the caller's rate.</summary>
public sealed class FrontDoor
{
    /// <summary>Most bytes of a request body: no route reads one yet.</summary>
    public const long MaxBody = 64 * 1024;

    private readonly Caller caller;
    private readonly RequestLimit limit;

    internal FrontDoor(Caller caller, RequestLimit limit) => (this.caller, this.limit) = (caller, limit);

    /// <summary>Null when the request may pass, else the answer that refuses it.</summary>
    public IResult? Refuse(HttpRequest request, out TenantId tenant)
    {
        tenant = default;
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            return ApiError.MethodNotAllowed(request).ToResult();
        }

        if (request.ContentLength > MaxBody)
        {
            return ApiError.BodyTooLarge(MaxBody).ToResult();
        }

        return caller.Identify(request.Headers, out tenant) is { } error ? error.ToResult() : Slow(request, tenant);
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
