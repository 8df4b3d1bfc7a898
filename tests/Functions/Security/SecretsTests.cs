using System.Net;
using System.Net.Sockets;
using System.Text;
using ExposurePipeline.Tests.Functions.Settings;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Security;

/// <summary>The app with recognisable keys is led through failures of everything it depends on: no key is in a log line, an answer or a last word.</summary>
public sealed class SecretsTests
{
    // Base64 of itself is what a key looks like.
    private static readonly string Key = Convert.ToBase64String(Encoding.ASCII.GetBytes("KEYKEYKEYKEYKEYKEYKEYKEYKEYKEY"));
    private const string Signature = "SIGSIGSIGSIGSIGSIG";

    public static TheoryData<string, string> Storages => new()
    {
        { "nobody listens", "AccountName=a;AccountKey={key};TableEndpoint=http://127.0.0.1:1/a" },
        { "nobody listens, shared access signature", "TableEndpoint=http://127.0.0.1:1/a;SharedAccessSignature=sv=2026&sig={signature}" },
        { "a service that tells what it was asked", "AccountName=a;AccountKey={key};TableEndpoint={echo}/a" },
        { "a service that tells what it was asked, shared access signature", "TableEndpoint={echo}/a;SharedAccessSignature=sv=2026&sig={signature}" },
    };

    public static TheoryData<string, string> WrongSettings => new()
    {
        { "ExposureStorage", "AccountName=a;AccountKey={key}" }, // no address
        { "ExposureStorage", "AccountName=a;AccountKey={key}*;TableEndpoint=http://127.0.0.1:1/a" }, // no Base64
        { "ExposureStorage", "AccountName=a;AccountKey;{key}=;TableEndpoint=http://127.0.0.1:1/a" }, // a stray semicolon
        { "ExposureStorage", "TableEndpoint=http://h AccountKey={key}" }, // a missing one
        { "ExposureStorage", "{key}" },
        { "ServiceBus", "Endpoint=sb://h SharedAccessKey={key}" },
        { "ServiceBus", "Endpoint=sb://h;SharedAccessKey={key}" }, // no name
        { "EventHubs", "SharedAccessKeyName=a;SharedAccessKey={key}" },
        { "EventHubs", "Endpoint=sb://h;SharedAccessKeyName=a;{key}=" },
        { "APPLICATIONINSIGHTS_CONNECTION_STRING", "InstrumentationKey={key}" },
    };

    [Theory]
    [MemberData(nameof(Storages))]
    public async Task no_key_is_told_when_dependencies_fail(string name, string storage)
    {
        Assert.NotEmpty(name);
        using var echo = new EchoService();
        var settings = CompleteSettings.Create();
        settings["ExposureStorage"] = Fill(storage, echo);
        settings["EventHubs"] = settings["ServiceBus"] = Fill($"Endpoint=sb://127.0.0.1:{echo.Port}/;SharedAccessKeyName=Root;SharedAccessKey={{key}};UseDevelopmentEmulator=true", echo);
        var told = new StringBuilder();
        using (var app = await AppProcess.StartAsync(settings))
        {
            using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{app.Port}/"), Timeout = TimeSpan.FromMinutes(2) };
            foreach (var answer in await Task.WhenAll(AskAsync(client, HttpMethod.Get, "api/health"), AskAsync(client, HttpMethod.Get, "api/machines"), AskAsync(client, HttpMethod.Get, "api/policy"),
                AskAsync(client, HttpMethod.Post, "NormaliseConnections", """{"Data":{"events":"[\"eA==\"]"},"Metadata":{}}"""), AskAsync(client, HttpMethod.Post, "SweepOutbox", """{"Data":{"timer":{"IsPastDue":false}},"Metadata":{}}""")))
            {
                told.AppendLine(answer);
            }

            told.AppendJoin('\n', app.Lines);
            Assert.Contains(app.Lines, static line => line.StartsWith("fail", StringComparison.Ordinal)); // it did fail, and said so
        }

        AssertKeepsSecrets(told.ToString());
    }

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task no_key_is_told_when_a_setting_is_wrong(string name, string value)
    {
        var settings = CompleteSettings.Create();
        settings[name] = value.Replace("{key}", Key, StringComparison.Ordinal);
        settings["FUNCTIONS_CUSTOMHANDLER_PORT"] = "nowhere"; // ends the app even where the setting is read on first use only

        var told = await AppProcess.UntilEndAsync(settings);

        Assert.NotEmpty(told);
        AssertKeepsSecrets(told);
    }

    private static async Task<string> AskAsync(HttpClient client, HttpMethod method, string path, string? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Signature}");
        using var response = await client.SendAsync(request);
        return $"{response.StatusCode} {response.Headers} {await response.Content.ReadAsStringAsync()}";
    }

    private static void AssertKeepsSecrets(string told)
    {
        Assert.DoesNotContain(Key, told, StringComparison.Ordinal);
        Assert.DoesNotContain(Key[..16], told, StringComparison.Ordinal);
        Assert.DoesNotContain(Uri.EscapeDataString(Key), told, StringComparison.Ordinal);
        Assert.DoesNotContain(Signature, told, StringComparison.Ordinal);
    }

    private static string Fill(string text, EchoService echo) => text
        .Replace("{key}", Key, StringComparison.Ordinal).Replace("{signature}", Signature, StringComparison.Ordinal).Replace("{echo}", $"http://127.0.0.1:{echo.Port}", StringComparison.Ordinal);

    /// <summary>Answers every request with 403 and the path that was asked for, without its query.</summary>
    private sealed class EchoService : IDisposable
    {
        private readonly HttpListener listener = new();

        public EchoService()
        {
            using (var probe = new TcpListener(IPAddress.Loopback, 0))
            {
                probe.Start();
                Port = ((IPEndPoint)probe.LocalEndpoint).Port;
            }

            listener.Prefixes.Add($"http://127.0.0.1:{Port}/");
            listener.Start();
            _ = ServeAsync();
        }

        public int Port { get; }

        public void Dispose() => listener.Close();

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    var context = await listener.GetContextAsync();
                    context.Response.StatusCode = 403;
                    context.Response.Close(Encoding.UTF8.GetBytes($"<Error><Code>AuthenticationFailed</Code><Detail>{context.Request.Url!.AbsolutePath} of {context.Request.Headers["x-ms-date"]}</Detail></Error>"), false);
                }
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                // the test is over
            }
        }
    }
}
