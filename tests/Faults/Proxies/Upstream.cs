using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ExposurePipeline.Tests.Faults.Proxies;

/// <summary>The service behind a proxy.</summary>
/// <param name="port">Its port on this machine.</param>
internal sealed class Upstream(int port) : IDisposable
{
    private static readonly HashSet<string> OfTheConnection = new(StringComparer.OrdinalIgnoreCase) { "Connection", "Keep-Alive", "Transfer-Encoding", "Content-Length" };

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false, AllowAutoRedirect = false });

    // Azurite keeps one rollback list for all transactions; Azure takes any number at once.
    private readonly SemaphoreSlim _transaction = new(1, 1);

    /// <summary>One transaction at a time, anything else at once.</summary>
    public async Task<Answer> SendAsync(HttpRequest request, byte[] body)
    {
        if (!request.Path.Value!.EndsWith("/$batch", StringComparison.Ordinal))
            return await PassAsync(request, body);
        await _transaction.WaitAsync();
        try
        {
            return await PassAsync(request, body);
        }
        finally
        {
            _transaction.Release();
        }
    }

    public async Task SendHalfAsync(HttpRequest request, byte[] body)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", port);
        var head = new StringBuilder().Append(CultureInfo.InvariantCulture, $"{request.Method} {Target(request)} HTTP/1.1\r\n");
        foreach (var (name, value) in request.Headers)
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head.Append("\r\n").ToString()));
        await connection.GetStream().WriteAsync(body.AsMemory(0, body.Length / 2));
    }

    public void Dispose()
    {
        _http.Dispose();
        _transaction.Dispose();
    }

    private async Task<Answer> PassAsync(HttpRequest request, byte[] body)
    {
        using var message = Message(request, body);
        using var response = await _http.SendAsync(message);
        return new((int)response.StatusCode, Headers(response), await response.Content.ReadAsByteArrayAsync());
    }

    // As it was written: signatures cover the address.
    private static string Target(HttpRequest request) => request.HttpContext.Features.Get<IHttpRequestFeature>()!.RawTarget;

    private HttpRequestMessage Message(HttpRequest request, byte[] body)
    {
        var address = new Uri($"http://127.0.0.1:{port}{Target(request)}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var message = new HttpRequestMessage(new HttpMethod(request.Method), address);
        if (body.Length > 0 || HttpMethods.IsPost(request.Method))
            message.Content = new ByteArrayContent(body);
        foreach (var (name, values) in request.Headers)
        {
            if (!OfTheConnection.Contains(name) && !message.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                message.Content?.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        }

        return message;
    }

    private static List<(string Name, string Value)> Headers(HttpResponseMessage response) =>
        [.. response.Headers.Concat(response.Content.Headers).Where(h => !OfTheConnection.Contains(h.Key)).Select(h => (h.Key, string.Join(", ", h.Value)))];
}
