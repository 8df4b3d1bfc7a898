using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExposurePipeline.Tests.EndToEnd;

/// <summary>Everything on one machine, on free ports and fresh state, for one test.</summary>
internal sealed class Run : IAsyncDisposable
{
    /// <summary>The tenant of all telemetry in these tests.</summary>
    public const string Tenant = "contoso";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly HttpClient _http;

    private Run(string state, LocalHost host)
    {
        (State, Host) = (state, host);
        _http = new HttpClient { BaseAddress = host.Endpoints.Http, DefaultRequestHeaders = { { "x-tenant-id", Tenant } } };
    }

    public LocalHost Host { get; }

    /// <summary>Where it keeps hubs, topics and tables.</summary>
    public string State { get; }

    /// <param name="settings">What differs from the local defaults.</param>
    public static Task<Run> StartAsync(params (string Name, string Value)[] settings) => StartAsync(null, settings);

    /// <param name="mostWaitingBytes">Bytes of events that may wait to be stored; null for the local default.</param>
    /// <param name="settings">What differs from the local defaults.</param>
    public static async Task<Run> StartAsync(long? mostWaitingBytes, params (string Name, string Value)[] settings)
    {
        var state = Directory.CreateTempSubdirectory("exposure-test-").FullName;
        var options = new LocalHostOptions
        {
            StateFolder = state,
            RestartLimit = 0,
            MostWaitingBytes = mostWaitingBytes,
            // A crash leaves messages in the outbox; they are looked for every two seconds instead of every minute.
            Settings = settings.Prepend(("Schedules__Sweep", "*/2 * * * * *")).ToDictionary(s => s.Item1, s => s.Item2),
        };
        return new(state, await LocalHost.StartAsync(options, NullLoggerFactory.Instance, CancellationToken.None));
    }

    public async Task SendAsync(
        string hub, IEnumerable<ReadOnlyMemory<byte>> bodies, string? key = null, IReadOnlyDictionary<string, string>? properties = null)
    {
        await using var producer = new EventHubProducerClient(Host.Endpoints.EventHubs, hub);
        await new HubSender(producer, key, properties ?? new Dictionary<string, string>()).SendAsync(bodies, null, CancellationToken.None);
    }

    public Task SendAsync(string hub, params string[] bodies) =>
        SendAsync(hub, bodies.Select(body => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(body)));

    /// <summary>Waits until every event has its outcome and every message has left the outbox.</summary>
    public async Task SettleAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        do
        {
            await Host.DrainAsync(patience.Token);
            await Task.Delay(100, patience.Token);
        }
        while (!await Host.IsDrainedAsync(patience.Token) || await HasOutboxAsync(patience.Token));
    }

    /// <summary>The messages of topic tag-changes since the last call, taken off subscription <c>all</c>.</summary>
    public async Task<IReadOnlyList<TagMessage>> ReceiveAsync()
    {
        await using var client = new ServiceBusClient(Host.Endpoints.ServiceBus);
        var receiver = client.CreateReceiver("tag-changes", "all", new() { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });
        var messages = new List<TagMessage>();
        while (await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(1)) is { } message)
        {
            messages.Add(TagMessage.Read(message));
        }

        return messages;
    }

    /// <summary>Rows of table exposure by key, without keys, the columns that the server sets, and the number of writes.</summary>
    /// <param name="kind"><c>s</c> states, <c>f</c> flags, <c>h</c> history, <c>o</c> outbox.</param>
    public async Task<SortedDictionary<string, string>> RowsAsync(char kind)
    {
        var rows = new SortedDictionary<string, string>(StringComparer.Ordinal);
        await foreach (var row in new TableClient(Host.Endpoints.ExposureStorage, "exposure").QueryAsync<TableEntity>())
        {
            if (row.RowKey.StartsWith($"{kind}|", StringComparison.Ordinal))
            {
                rows[$"{row.PartitionKey} {row.RowKey}"] = string.Join("; ", row
                    .Where(p => p.Key is not ("odata.etag" or "Timestamp" or "PartitionKey" or "RowKey" or "Revision"))
                    .OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"{p.Key}={Text(p.Value)}"));
            }
        }

        return rows;
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var document = JsonDocument.Parse(await _http.GetStringAsync(new Uri(path, UriKind.Relative)));
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await Host.DisposeAsync();
        Directory.Delete(State, recursive: true);
    }

    private async Task<bool> HasOutboxAsync(CancellationToken cancellation)
    {
        var outbox = new TableClient(Host.Endpoints.ExposureStorage, "exposure").QueryAsync<TableEntity>("RowKey ge 'o|' and RowKey lt 'o}'", 1, cancellationToken: cancellation);
        await foreach (var _ in outbox)
        {
            return true;
        }

        return false;
    }

    private static string Text(object? value) => value switch
    {
        byte[] bytes => Encoding.UTF8.GetString(bytes),
        BinaryData bytes => bytes.ToString(),
        DateTimeOffset at => at.ToString("O"),
        _ => value?.ToString() ?? "",
    };
}
