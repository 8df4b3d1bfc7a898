using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Broker.Http;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Tests.Local.Broker;

/// <summary>A broker on a free port with a file of its own, and a plain HTTP client that signs its requests.</summary>
internal sealed class TestBroker : IAsyncDisposable
{
    public const string Batch = "application/vnd.microsoft.servicebus.json";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("broker-");

    public BrokerServer Server { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    public TestClock Clock { get; } = new();

    public IHubLog Log => Server.HubLog;

    public string File => Path.Combine(_folder.FullName, "broker.db");

    public static async Task<TestBroker> StartAsync(Func<BrokerOptions, BrokerOptions>? change = null)
    {
        var broker = new TestBroker();
        await broker.OpenAsync(change);
        return broker;
    }

    public async Task RestartAsync(Func<BrokerOptions, BrokerOptions>? change = null)
    {
        await CloseAsync();
        await OpenAsync(change);
    }

    public string Token(string resource, TimeSpan life) => new SasToken("RootManageSharedAccessKey", "SAS_KEY_VALUE", Clock).Create(resource, Clock.GetUtcNow() + life);

    public Task<HttpResponseMessage> SendAsync(string path, string body, string? contentType = null, string? broker = null, params (string Name, string Value)[] headers) =>
        SendAsync(path, Encoding.UTF8.GetBytes(body), contentType, broker, headers);

    public async Task<HttpResponseMessage> SendAsync(string path, byte[] body, string? contentType = null, string? broker = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (contentType is not null)
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (broker is not null)
            request.Headers.TryAddWithoutValidation("BrokerProperties", broker);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> PeekLockAsync(string path, int timeout = 0) => Http.PostAsync($"{path}/messages/head?timeout={timeout}", null);

    public async Task<IReadOnlyList<HubEvent>> AllAsync(string hub)
    {
        var partitions = Log.Hubs.Single(found => found.Name == hub).PartitionCount;
        var all = new List<HubEvent>();
        for (var partition = 0; partition < partitions; partition++)
            all.AddRange(await Log.ReadAsync(hub, partition, 0, int.MaxValue, default));
        return all;
    }

    public async Task SubscribeAsync(string topic, string name, EntitySettings? settings = null, EntitySettings? topicSettings = null, params Rule[] rules)
    {
        await Server.EnsureTopic(topic, topicSettings);
        await Server.EnsureSubscription(topic, name, settings, rules);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        _folder.Delete(recursive: true);
    }

    public static JsonElement BrokerPropertiesOf(HttpResponseMessage response) =>
        JsonDocument.Parse(response.Headers.GetValues("BrokerProperties").Single()).RootElement;

    private async Task OpenAsync(Func<BrokerOptions, BrokerOptions>? change)
    {
        var options = new BrokerOptions { DatabasePath = File, Time = Clock };
        Server = await BrokerServer.StartAsync(change?.Invoke(options) ?? options, default);
        Http = new HttpClient { BaseAddress = Server.Url };
        Http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", Token($"sb://{Server.Url.Authority}/", TimeSpan.FromDays(365)));
    }

    private async Task CloseAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
    }
}
