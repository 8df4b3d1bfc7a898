using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace ExposurePipeline.Benchmarks.Reaction;

/// <summary>Devices whose evidence leaves a short window, one after the other: how late subscribers hear of it.</summary>
internal static class ExpiryRun
{
    private const int Devices = 300;
    private const double Apart = 0.03;
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(15);

    public static async Task<Lateness> RunAsync()
    {
        await using var host = await FreshHost.StartAsync(0, ("Exposure__Window", Window.ToString()), ("Exposure__Resolution", "00:00:00"));
        await using var producer = new EventHubProducerClient(host.Local.Endpoints.EventHubs, "connections");
        await using var subscription = new Subscription(host.Local.Endpoints.ServiceBus, "tag-changes",
            static received => received.ApplicationProperties["change"] is "removed" && (string)received.ApplicationProperties["tenantId"] == Telemetry.Tenant ? (string)received.ApplicationProperties["deviceId"] : null);
        var due = new ConcurrentDictionary<string, long>();
        await Pace.RunAsync(Devices, Apart, async (device, _) =>
        {
            var (seen, at) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
            due[Telemetry.Id(device)] = at + (long)(Window.TotalSeconds * Stopwatch.Frequency);
            await producer.SendAsync([new EventData(Packing.Envelope([new Telemetry(Devices, seen).Flagging(device)]))]);
        });
        await subscription.WhenReceivedAsync(Devices);
        return new([.. due.Where(d => subscription.Received.ContainsKey(d.Key)).Select(d => Stopwatch.GetElapsedTime(d.Value, subscription.Received[d.Key]).TotalMilliseconds)],
            due.Keys.Count(device => !subscription.Received.ContainsKey(device)));
    }
}

/// <param name="Milliseconds">From the end of the window to the message received.</param>
/// <param name="Missing">Removals that did not arrive.</param>
internal sealed record Lateness(IReadOnlyList<double> Milliseconds, int Missing);
