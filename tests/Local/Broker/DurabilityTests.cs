using System.Collections.Concurrent;
using System.Text;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Broker.Http;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

/// <summary>Kills a broker in the middle of sends, several times over one file, and asks the file.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const int Rounds = 3;
    private const int Senders = 6;
    private const int AcknowledgedBeforeKill = 300;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("durability-");
    private readonly ConcurrentQueue<string> _events = new();
    private readonly ConcurrentQueue<string> _messages = new();

    private string File => Path.Combine(_folder.FullName, "broker.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task a_killed_broker_has_kept_all_it_acknowledged_in_order_and_without_gap()
    {
        for (var round = 0; round < Rounds; round++)
            await SendUntilKilledAsync(round);

        await using var server = await BrokerServer.StartAsync(new BrokerOptions { DatabasePath = File }, default);
        var kept = new List<string>();
        for (var partition = 0; partition < 3; partition++)
        {
            var events = await server.HubLog.ReadAsync("hub", partition, 0, int.MaxValue, default);
            Assert.Equal(Enumerable.Range(0, events.Count).Select(i => (long)i), events.Select(one => one.SequenceNumber));
            kept.AddRange(events.Select(one => Encoding.UTF8.GetString(one.Body.Span)));
        }

        Assert.True(_events.Count >= Rounds * AcknowledgedBeforeKill);
        Assert.Empty(_events.Except(kept));
        Assert.Equal(kept.Count, kept.Distinct().Count());
        AssertEachSenderInOrder(kept);
        Assert.Empty(_messages.Except(await DrainAsync(server)));
    }

    private async Task SendUntilKilledAsync(int round)
    {
        using var process = await BrokerProcess.StartAsync(File);
        using var http = Client(process.Connection);
        var goal = _events.Count + AcknowledgedBeforeKill;
        var senders = Enumerable.Range(0, Senders).Select(sender => SendAsync(http, $"{round}-{sender}")).ToList();
        await Eventually.HoldsAsync(() => Task.FromResult(_events.Count >= goal));
        process.Kill();
        await Task.WhenAll(senders);
    }

    // A sender's events share a key, hence a partition, hence an order.
    private async Task SendAsync(HttpClient http, string sender)
    {
        try
        {
            for (var i = 0; ; i++)
            {
                var names = Enumerable.Range(0, 5).Select(n => $"{sender}/{(i * 5) + n:D6}").ToList();
                var body = $"[{string.Join(',', names.Select(name => $$"""{"Body":"{{name}}"}"""))}]";
                await PostAsync(http, "/hub/messages", body, $$"""{"PartitionKey":"{{sender}}"}""");
                names.ForEach(_events.Enqueue);
                await PostAsync(http, "/topic/messages", $$$"""[{"Body":"{{{names[0]}}}","BrokerProperties":{"MessageId":"{{{names[0]}}}"}}]""", null);
                _messages.Enqueue(names[0]);
            }
        }
        catch (HttpRequestException)
        {
            // The broker was killed, as arranged: what was in flight is not acknowledged.
        }
    }

    private static async Task PostAsync(HttpClient http, string path, string body, string? broker)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new(TestBroker.Batch);
        if (broker is not null)
            request.Headers.TryAddWithoutValidation("BrokerProperties", broker);
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    private static HttpClient Client(string url)
    {
        var http = new HttpClient { BaseAddress = new Uri(url) };
        var token = new SasToken("RootManageSharedAccessKey", "SAS_KEY_VALUE", TimeProvider.System).Create(url, TimeProvider.System.GetUtcNow().AddHours(1));
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", token);
        return http;
    }

    private static void AssertEachSenderInOrder(List<string> kept)
    {
        foreach (var sender in kept.GroupBy(name => name.Split('/')[0]))
            Assert.Equal(Enumerable.Range(0, sender.Count()).Select(i => $"{sender.Key}/{i:D6}"), sender);
    }

    private static async Task<List<string>> DrainAsync(BrokerServer server)
    {
        using var http = Client(server.Url.ToString());
        var bodies = new List<string>();
        while (await http.DeleteAsync("/topic/subscriptions/all/messages/head?timeout=0") is { StatusCode: System.Net.HttpStatusCode.OK } answer)
            bodies.Add(await answer.Content.ReadAsStringAsync());
        return bodies;
    }
}
