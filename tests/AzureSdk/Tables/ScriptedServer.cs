using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace ExposurePipeline.Tests.AzureSdk.Tables;

/// <summary>Answers each request on a connection of its own with the next bytes of a script, and keeps what was asked. The last answer repeats.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly X509Certificate2? _certificate;
    private readonly string[] _script;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    public ScriptedServer(params string[] script)
        : this(null, script)
    {
    }

    public ScriptedServer(X509Certificate2? certificate, params string[] script)
    {
        (_certificate, _script) = (certificate, script);
        _listener.Start();
        _serving = ServeAsync();
    }

    public IReadOnlyList<string> Requests => [.. _requests];

    public string Authority => $"127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public static string Reply(int status, string body = "", params string[] headers) =>
        $"HTTP/1.1 {status} Scripted\r\nConnection: close\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{string.Concat(headers.Select(header => header + "\r\n"))}\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _serving;
        _listener.Dispose();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_end.Token);
                await AnswerAsync(client);
            }
        }
        catch (OperationCanceledException)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        await using Stream stream = _certificate is null ? client.GetStream() : new SslStream(client.GetStream());
        if (stream is SslStream tls) await tls.AuthenticateAsServerAsync(_certificate!);

        _requests.Enqueue(await ReadRequestAsync(stream));
        var turn = Math.Min(_requests.Count, _script.Length) - 1;
        await stream.WriteAsync(Encoding.UTF8.GetBytes(_script[turn]));
    }

    private static async Task<string> ReadRequestAsync(Stream stream)
    {
        var received = new MemoryStream();
        var buffer = new byte[8192];
        while (!IsComplete(Encoding.UTF8.GetString(received.ToArray())) && await stream.ReadAsync(buffer) is var read and > 0)
        {
            received.Write(buffer, 0, read);
        }

        return Encoding.UTF8.GetString(received.ToArray());
    }

    private static bool IsComplete(string request)
    {
        var end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        return end >= 0 && Encoding.UTF8.GetByteCount(request[(end + 4)..]) >= int.Parse("0" + Protocol.Header(request, "Content-Length"), System.Globalization.CultureInfo.InvariantCulture);
    }
}
