using Azure.Data.Tables;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Local.Azurite;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Settings;
using ExposurePipeline.Local.Telemetry;
using Microsoft.Extensions.Logging.Abstractions;

namespace ExposurePipeline.Benchmarks.CatchUp;

/// <summary>Tables, hubs and topics that stay up while the function app comes and goes; their state is deleted afterwards.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private const string Input = "connections";
    private const int Senders = 4;

    private readonly string _folder;

    private Platform(string folder, AzuriteServer azurite, BrokerServer broker) => (_folder, Azurite, Broker) = (folder, azurite, broker);

    public AzuriteServer Azurite { get; }

    public BrokerServer Broker { get; }

    public static async Task<Platform> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("exposure-outage-").FullName;
        var azurite = await AzuriteServer.StartAsync(new AzuriteOptions { Progress = Console.WriteLine }, CancellationToken.None);
        var broker = await BrokerServer.StartAsync(new() { DatabasePath = Path.Combine(folder, "broker.db"), EntitiesPath = RepositoryFolder.Entities }, CancellationToken.None);
        return new(folder, azurite, broker);
    }

    /// <summary>Starts the function app, as after a deployment: with nothing in memory.</summary>
    public Task<FunctionsHost> StartAppAsync() => FunctionsHost.StartAsync(
        new FunctionsHostOptions
        {
            AppFolder = RepositoryFolder.FunctionApp,
            Settings = new([.. LocalDefaults.Values, .. LocalDefaults.Connections(Broker.ConnectionString, Azurite.ConnectionString)]),
            TimerStatusPath = Path.Combine(_folder, "timers.json"),
        },
        Broker.HubLog, NullLoggerFactory.Instance, CancellationToken.None);

    /// <summary>Sends as exporters do: several connections, requests as large as the hub takes, no partition key.</summary>
    public async Task SendAsync(IEnumerable<ReadOnlyMemory<byte>> messages)
    {
        using var next = messages.GetEnumerator();
        await Task.WhenAll(Enumerable.Range(0, Senders).Select(_ => Task.Run(async () =>
        {
            await using var producer = new EventHubProducerClient(Broker.ConnectionString, Input);
            await new HubSender(producer, null, new Dictionary<string, string>()).SendAsync(Shared(next), null, CancellationToken.None);
        })));
    }

    /// <summary>Whether messages wait in the outbox.</summary>
    public async Task<bool> HasOutboxAsync() =>
        await new TableClient(Azurite.ConnectionString, "exposure").QueryAsync<TableEntity>("RowKey ge 'o|' and RowKey lt 'o}'", 1).AnyAsync();

    public async ValueTask DisposeAsync()
    {
        await Broker.DisposeAsync();
        await Azurite.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static IEnumerable<ReadOnlyMemory<byte>> Shared(IEnumerator<ReadOnlyMemory<byte>> source)
    {
        while (TryTake(source, out var message))
        {
            yield return message;
        }
    }

    private static bool TryTake(IEnumerator<ReadOnlyMemory<byte>> source, out ReadOnlyMemory<byte> message)
    {
        lock (source)
        {
            message = source.MoveNext() ? source.Current : default;
            return message.Length > 0;
        }
    }
}
