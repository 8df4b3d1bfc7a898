using System.Diagnostics;
using System.Net.Http.Headers;

namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>Speaks the host's side of the custom-handler protocol.</summary>
public sealed class HandlerClient : IDisposable
{
    /// <summary>The version that this host claims.</summary>
    public const string HostVersion = "4.1052.200";

    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");
    private readonly HttpClient _http;

    /// <summary>Waits for an answer one minute longer than functions may take, as the real host; null for ever.</summary>
    public HandlerClient(TimeSpan? functionTimeout)
    {
        // Redirects and cookies are the caller's business: the handler is forwarded to, not browsed.
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false })
        {
            Timeout = functionTimeout is { } limit ? limit + TimeSpan.FromMinutes(1) : Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Invokes a function; faults of the connection are results, not exceptions.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/>, never the timeout.</exception>
    public async Task<InvocationResult> InvokeAsync(Uri handler, string function, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        using var activity = new Activity("invoke " + function).Start(); // HttpClient sends its id as traceparent
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(handler, function)) { Content = new ReadOnlyMemoryContent(payload) };
        request.Content.Headers.ContentType = Json;
        Stamp(request.Headers);
        try
        {
            using var response = await _http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return InvocationAnswer.Read((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, body);
        }
        catch (HttpRequestException e)
        {
            return InvocationResult.Fault(InvocationKind.Failed, "the connection to the handler broke: " + e.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return InvocationResult.Fault(InvocationKind.TimedOut, $"no answer within {_http.Timeout}");
        }
    }

    /// <summary>Passes an HTTP request on; the answer's body is still to be read.</summary>
    public Task<HttpResponseMessage> ForwardAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        Stamp(request.Headers);
        return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static void Stamp(HttpRequestHeaders headers)
    {
        headers.TryAddWithoutValidation("X-Azure-Functions-HostVersion", HostVersion);
        headers.TryAddWithoutValidation("X-Azure-Functions-InvocationId", Guid.NewGuid().ToString());
        if (headers.UserAgent.Count == 0)
            headers.TryAddWithoutValidation("User-Agent", "Azure-Functions-Host/" + HostVersion);
    }
}
