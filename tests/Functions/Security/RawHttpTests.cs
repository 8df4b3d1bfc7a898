using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using ExposurePipeline.Local.Dispatch.App;
using ExposurePipeline.Local.Dispatch.Handler;
using ExposurePipeline.Local.Dispatch.Http;
using ExposurePipeline.Tests.Functions.Settings;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>
/// Requests that two servers could read as different ones, byte by byte to the app and to the local host's HTTP side in front of it: each is
/// refused, and what follows it on the connection is never answered as a request of its own.
/// </summary>
public sealed partial class RawHttpTests(RawHttpTests.Servers servers) : IClassFixture<RawHttpTests.Servers>
{
    private const string Smuggled = "GET /api/smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly (string Name, string Request)[] Refused =
    [
        ("two lengths", Post("Content-Length: 0\r\nContent-Length: 5") + "12345"),
        ("two lengths in one field", Post("Content-Length: 0, 5") + "12345"),
        ("a negative length", Post("Content-Length: -1")),
        ("a length in hexadecimal", Post("Content-Length: 0x5") + "12345"),
        ("a length beyond 64 bits", Post("Content-Length: 99999999999999999999")),
        ("an empty length", Post("Content-Length: ")),
        ("length and chunks", Post("Content-Length: 5\r\nTransfer-Encoding: chunked") + "0\r\n\r\n"),
        ("chunks and length", Post("Transfer-Encoding: chunked\r\nContent-Length: 5") + "0\r\n\r\n"),
        ("an unknown transfer coding", Post("Transfer-Encoding: identity, x") + "5\r\n12345\r\n0\r\n\r\n"),
        ("chunked not last", Post("Transfer-Encoding: chunked, gzip") + "0\r\n\r\n"),
        ("a blank before the colon", Post("Content-Length : 5") + "12345"),
        ("a folded line", Post("X-A: b\r\n Content-Length: 5")),
        ("a line that begins with a blank", Post(" Content-Length: 5")),
        ("a return within a value", Post("X-A: b\rContent-Length: 5")),
        ("a nul within a value", Post("X-A: b\0c")),
        ("a nul within a name", Post("X-\0A: b")),
        ("a header without a colon", Post("Content-Length 5")),
        ("a header without a name", Post(": 5")),
        ("no host", "POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n"),
        ("two hosts", Post("Host: b\r\nContent-Length: 0")),
        ("a host that is none", "POST / HTTP/1.1\r\nHost: a/b@c\r\nContent-Length: 0\r\n\r\n"),
        ("another host in the target", "POST http://b/ HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
        ("a version that is none", "POST / HTTP/1.2\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
        ("no version", "POST /\r\nHost: a\r\n\r\n"),
        ("a blank in the target", "POST /a b HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
        ("a nul in the target", "POST /%00 HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n"),
        ("a request line without end", "GET /" + new string('a', 100_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("a header without end", Post("X-A: " + new string('a', 100_000))),
        ("headers without end", Post(string.Join("\r\n", Enumerable.Range(0, 1000).Select(static n => $"X-{n}: a")))),
    ];

    public static TheoryData<string, bool> Requests
    {
        get
        {
            var data = new TheoryData<string, bool>();
            foreach (var (name, _) in Refused)
            {
                data.Add(name, false);
                data.Add(name, true);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task an_ambiguous_request_is_refused_and_nothing_after_it_is_answered(string name, bool isFront)
    {
        var answer = await SendAsync(isFront ? servers.FrontPort : servers.AppPort, Refused.First(each => each.Name == name).Request + Smuggled);

        var statuses = Status().Matches(answer).Select(static match => int.Parse(match.Groups[1].Value, null)).ToArray();
        Assert.True(answer.Length > 0, "no answer");
        Assert.True(statuses is [(>= 400 and < 500) or 505] && statuses[0] is not (401 or 403 or 404 or 405), answer[..Math.Min(answer.Length, 600)]);
        Assert.DoesNotContain("smuggled", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task a_plain_request_is_answered_without_telling_the_server_and_so_is_the_next(bool isFront)
    {
        var answer = await SendAsync(isFront ? servers.FrontPort : servers.AppPort, "GET /api/machines?$filter=x HTTP/1.1\r\nHost: a\r\n\r\nGET /api/smuggled HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");

        Assert.Equal(["400", "404"], Status().Matches(answer).Select(static match => match.Groups[1].Value));
        Assert.DoesNotContain("\r\nServer:", answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("X-Powered-By", answer, StringComparison.OrdinalIgnoreCase);
    }

    private static string Post(string headers) => $"POST / HTTP/1.1\r\nHost: a\r\n{headers}\r\n\r\n";

    // Until the server closes; a server that keeps the connection open would answer what follows, or wait for it.
    private static async Task<string> SendAsync(int port, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", port);
        var stream = client.GetStream();
        var answer = new MemoryStream();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await stream.WriteAsync(Encoding.Latin1.GetBytes(request), patience.Token);
            await stream.CopyToAsync(answer, patience.Token);
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // refused before all was sent, or left open without a word: what was answered counts
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    [GeneratedRegex(@"HTTP/1\.1 (\d{3})")]
    private static partial Regex Status();

    /// <summary>The app, and the local host's HTTP side before it.</summary>
    public sealed class Servers : IAsyncLifetime, IDisposable
    {
        private static readonly FunctionApp App = new("/app", new HostFile(), [new() { Name = "ListMachines", Bindings = [new() { Type = "httpTrigger", Name = "request", Route = "machines" }] }]);

        private readonly HandlerClient client = new(TimeSpan.FromMinutes(1));
        private AppProcess app = null!;
        private HttpFront front = null!;

        public int AppPort => app.Port;

        public int FrontPort => front.Address.Port;

        public async Task InitializeAsync()
        {
            app = await AppProcess.StartAsync(CompleteSettings.Create());
            front = await HttpFront.StartAsync(App, 0, new(new Running(new Uri($"http://127.0.0.1:{app.Port}")), client), CancellationToken.None);
        }

        public async Task DisposeAsync()
        {
            await front.DisposeAsync();
            app.Dispose();
        }

        public void Dispose() => client.Dispose();

        private sealed class Running(Uri address) : IHandler
        {
            public Uri? Address => address;

            public Task<Uri> WhenReadyAsync(CancellationToken cancellation) => Task.FromResult(address);

            public void Kill() => throw new NotSupportedException();
        }
    }
}
