using ExposurePipeline.Local.Broker;

namespace ExposurePipeline.Tests.Functions.Azure;

/// <summary>Hub observations and topic tag-changes as the local host serves them, on a free port and a file of their own.</summary>
internal sealed class Broker : IAsyncDisposable
{
    public const string Hub = "observations";
    public const string Topic = "tag-changes";
    public const int Partitions = 4;

    private readonly DirectoryInfo folder;
    private readonly BrokerServer server;

    private Broker(DirectoryInfo folder, BrokerServer server) => (this.folder, this.server) = (folder, server);

    public string ConnectionString => server.ConnectionString;

    public static async Task<Broker> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("broker-");
        var server = await BrokerServer.StartAsync(new BrokerOptions { DatabasePath = Path.Combine(folder.FullName, "broker.db") }, CancellationToken.None);
        await server.EnsureHub(Hub, Partitions);
        await server.EnsureTopic(Topic, null);
        await server.EnsureSubscription(Topic, "all", null);
        return new(folder, server);
    }

    /// <summary>Everything in the hub, by partition.</summary>
    public async Task<IReadOnlyList<(int Partition, HubEvent Event)>> ReadAsync()
    {
        var all = new List<(int, HubEvent)>();
        for (var partition = 0; partition < Partitions; partition++)
        {
            all.AddRange((await server.HubLog.ReadAsync(Hub, partition, 0, 10_000, CancellationToken.None)).Select(each => (partition, each)));
        }

        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}
