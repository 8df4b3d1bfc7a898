using ExposurePipeline.Benchmarks.Doors;
using System.Diagnostics;
using System.Text.Json;
using Azure.Data.Tables;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExposurePipeline.Benchmarks;

/// <summary>Everything on one machine, warmed up, with a state of its own that is deleted afterwards.</summary>
internal sealed class FreshHost : IAsyncDisposable
{
    private const string Input = "connections";
    private const int Senders = 4;
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(10);

    private readonly string _state;

    private FreshHost(string state, LocalHost host) => (_state, Local) = (state, host);

    public LocalHost Local { get; }

    public static async Task<FreshHost> StartAsync(int azuritePort = 0, params (string Name, string Value)[] settings)
    {
        var state = Directory.CreateTempSubdirectory("exposure-benchmark-").FullName;
        var options = new LocalHostOptions
        {
            StateFolder = state,
            AppFolder = Path.GetDirectoryName(PublishedApp.Publish())!,
            AzuritePort = azuritePort,
            Settings = settings.Append(("Archive__Folder", Path.Combine(state, "archive"))).ToDictionary(s => s.Item1, s => s.Item2), // what is measured of storage are the tables
            Progress = Console.WriteLine,
        };
        var host = new FreshHost(state, await LocalHost.StartAsync(options, NullLoggerFactory.Instance, CancellationToken.None));
        await host.WarmUpAsync();
        return host;
    }

    /// <summary>Sends as an exporter would: several connections, requests as large as the hub takes, no partition key.</summary>
    public Task SendAsync(IReadOnlyList<ReadOnlyMemory<byte>> messages) => Task.WhenAll(
        messages.Chunk(Math.Max(1, (messages.Count + Senders - 1) / Senders)).Select(async part =>
        {
            await using var producer = new EventHubProducerClient(Local.Endpoints.EventHubs, Input);
            await new HubSender(producer, null, new Dictionary<string, string>()).SendAsync(part, null, CancellationToken.None);
        }));

    /// <summary>Waits until every raw event has its outcome.</summary>
    public async Task WhenNormalisedAsync()
    {
        while (!await IsReadAsync(Input))
        {
            await Task.Delay(Glance);
        }
    }

    /// <summary>Waits until every event has its outcome and every message has left the outbox; the moment at which that was so.</summary>
    public async Task<long> WhenSettledAsync()
    {
        while (true)
        {
            while (!await Local.IsDrainedAsync(CancellationToken.None))
            {
                await Task.Delay(Glance);
            }

            var settled = Stopwatch.GetTimestamp();
            if (!await HasOutboxAsync())
            {
                return settled;
            }
        }
    }

    /// <summary>How many devices the HTTP summary counts as internet-facing.</summary>
    public async Task<int> CountFlaggedAsync()
    {
        using var http = new HttpClient { BaseAddress = Local.Endpoints.Http, DefaultRequestHeaders = { { "x-tenant-id", Telemetry.Tenant } } };
        using var summary = JsonDocument.Parse(await http.GetStringAsync(new Uri("/api/machines/summary", UriKind.Relative)));
        return summary.RootElement.GetProperty("internetFacing").GetInt32();
    }

    public async ValueTask DisposeAsync()
    {
        await Local.DisposeAsync();
        Directory.Delete(_state, recursive: true);
    }

    // A small fleet of another tenant, so that neither the compiler nor first connections are measured.
    private async Task WarmUpAsync()
    {
        await SendAsync(Packing.Envelopes(new Telemetry(250, TimeProvider.System.GetUtcNow(), "warm-up").Records(10_000), 50));
        await WhenSettledAsync();
    }

    private async Task<bool> IsReadAsync(string hub)
    {
        var next = Local.Functions.Partitions.Where(p => p.Hub == hub).Sum(p => p.Next);
        return (await Local.HubLog.GetLagAsync(CancellationToken.None)).Where(l => l.Hub == hub).Sum(l => l.LastSequenceNumber + 1) == next;
    }

    private async Task<bool> HasOutboxAsync()
    {
        var table = new TableClient(Local.Endpoints.ExposureStorage, "exposure");
        return await table.QueryAsync<TableEntity>("RowKey ge 'o|' and RowKey lt 'o}'", 1).AnyAsync();
    }
}
