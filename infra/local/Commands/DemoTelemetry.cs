using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Local.Hosting;
using ExposurePipeline.Local.Telemetry;

namespace ExposurePipeline.Local.Commands;

/// <summary>The shipped telemetry: which file goes to which hub. All its times move by one span, so that the newest is now.</summary>
internal static class DemoTelemetry
{
    /// <summary>Hub and file below <c>demo/</c>.</summary>
    public static IReadOnlyList<(string Hub, string File)> Files { get; } =
    [
        ("inventory", "inventory.jsonl"), ("connections", "connections.jsonl"), ("connections", "sensor-conn.log"),
        ("scans", "scan-nmap.xml"), ("scans", "scan-masscan.json"),
    ];

    /// <summary>Sends all of it.</summary>
    public static async Task<IReadOnlyList<(string Hub, SendTotals Totals)>> SendAsync(Endpoints endpoints, CancellationToken cancellation)
    {
        var span = TimeProvider.System.GetUtcNow() - Newest();
        var sent = new List<(string, SendTotals)>();
        foreach (var (hub, file) in Files)
        {
            await using var producer = new EventHubProducerClient(endpoints.EventHubs, hub);
            var bodies = Open(file).Bodies().Select(body => EventTimes.Shift(body.Span, span));
            sent.Add((hub, await new HubSender(producer, null, new Dictionary<string, string>()).SendAsync(bodies, null, cancellation)));
        }

        return sent;
    }

    /// <summary>The newest event time of all files.</summary>
    public static DateTimeOffset Newest() => Files.Max(f => Open(f.File).Newest()) ?? throw new SetupException("The demonstration has no event times.");

    private static Replay Open(string file) => new([Path.Combine(RepositoryFolder.Demo, file)], "default");
}
