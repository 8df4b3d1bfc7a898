using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>What the host wants run: which function, under which id, on whose trace.</summary>
internal readonly record struct Call(FunctionMethod Function, string Id, HeaderTraceContext Trace)
{
    private const string IdHeader = "X-Azure-Functions-InvocationId";

    /// <summary>Reads the request's headers; a caller other than the host may send no id, and the connection's stands in.</summary>
    public static Call Of(FunctionMethod function, HttpRequest request) =>
        new(function, IdOf(request), HeaderTraceContext.From(request.Headers));

    private static string IdOf(HttpRequest request) =>
        request.Headers.TryGetValue(IdHeader, out var id) && id.ToString() is { Length: > 0 } text ? text : request.HttpContext.TraceIdentifier;
}
