using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>The id the host gives an invocation.</summary>
internal static class InvocationId
{
    private const string Header = "X-Azure-Functions-InvocationId";

    /// <summary>The id from the request's header; the connection's own where a caller other than the host sent none.</summary>
    public static string Of(HttpRequest request) =>
        request.Headers.TryGetValue(Header, out var id) && id.ToString() is { Length: > 0 } text ? text : request.HttpContext.TraceIdentifier;
}
