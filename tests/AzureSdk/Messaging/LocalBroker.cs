using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

/// <summary>The local broker on a free port and a file of its own, with a clock that moves only when a test says so.</summary>
internal sealed class LocalBroker : IAsyncDisposable
{
    private readonly DirectoryInfo folder;

    private LocalBroker(DirectoryInfo folder, BrokerServer server, StillClock clock) => (this.folder, Server, Clock) = (folder, server, clock);

    public BrokerServer Server { get; }

    public StillClock Clock { get; }

    public string ConnectionString => Server.ConnectionString;

    public static async Task<LocalBroker> StartAsync()
    {
        var folder = Directory.CreateTempSubdirectory("broker-");
        var clock = new StillClock();
        var server = await BrokerServer.StartAsync(new BrokerOptions { DatabasePath = Path.Combine(folder.FullName, "broker.db"), Time = clock }, CancellationToken.None);
        return new LocalBroker(folder, server, clock);
    }

    /// <summary>A broker with topic <c>topic</c> and its subscription <c>all</c>.</summary>
    public static async Task<LocalBroker> WithTopicAsync(EntitySettings? topic = null, EntitySettings? subscription = null)
    {
        var broker = await StartAsync();
        await broker.Server.EnsureTopic("topic", topic);
        await broker.Server.EnsureSubscription("topic", "all", subscription);
        return broker;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        folder.Delete(recursive: true);
    }
}

/// <summary>A clock that stands still; it starts at the present, since tokens are signed by the system's clock.</summary>
internal sealed class StillClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = DateTimeOffset.UtcNow;

    public override DateTimeOffset GetUtcNow() => Now;
}
