using System.Diagnostics;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace ExposurePipeline.Benchmarks.Reaction;

/// <summary>From an accepted event to the received message that says its device became internet-facing, at a steady rate.</summary>
internal static class LatencyRun
{
    private const int Fleet = 1000;
    private const int FloorShare = 2; // the floor's two runs, before and after, take half as long each

    /// <summary>Prints percentiles beside the floor's; 1 when a tag change did not arrive, else 0.</summary>
    /// <param name="rate">Records per second.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="flagging">Records per 1,000 that flag a device.</param>
    public static async Task<int> RunAsync(int rate, int seconds, int flagging)
    {
        var (messages, apart) = (PacedMessage.Series(rate * seconds, flagging, Fleet), (double)PacedMessage.Records / rate);
        Console.WriteLine(
            $"Open loop: {rate:N0} records/s for {seconds} s in messages of {PacedMessage.Records}; {flagging} records per 1,000 flag a device not flagged before ({rate * flagging / 1000:N0} changes/s, which Azurite sustains in both programs), the others come from {Fleet:N0} flagged devices. Milliseconds.");
        await using var host = await FreshHost.StartAsync();
        var part = messages.Take(messages.Count / FloorShare).ToList();
        var floor = await Floor.RunAsync(host, part, apart, Fleet);
        var passages = await PassAsync(host, messages, apart);
        floor = [.. floor, .. await Floor.RunAsync(host, part, apart, Fleet)];
        var lateness = await ExpiryRun.RunAsync();
        return Print(passages, new Latencies("floor: parse, one write, one loopback line", floor), lateness);
    }

    private static int Print(IReadOnlyList<Passage> passages, Latencies floor, Lateness lateness)
    {
        var arrived = passages.Where(p => p.Received is not null).ToList();
        var accepted = new Latencies("event accepted to tag change received", [.. arrived.Select(p => p.FromAccepted)]);
        Console.WriteLine(Latencies.Header);
        Console.WriteLine(accepted.Line);
        Console.WriteLine(floor.Line);
        Console.WriteLine($"{accepted.Ratio(floor)}   (goal: p50 at most 2, p99 at most 3)");
        Console.WriteLine(new Latencies("from the moment at which sending was due", [.. arrived.Select(p => p.FromDue)]).Line);
        Console.WriteLine(new Latencies("tag due to expire to its removal received", lateness.Milliseconds).Line + "   (goal: 1,000)");
        var missing = passages.Count - arrived.Count + lateness.Missing;
        Console.WriteLine($"{missing:N0} of {passages.Count + lateness.Milliseconds.Count + lateness.Missing:N0} tag changes did not arrive.");
        return missing == 0 ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Passage>> PassAsync(FreshHost host, List<PacedMessage> messages, double apart)
    {
        await using var producer = new EventHubProducerClient(host.Local.Endpoints.EventHubs, "connections");
        await using var subscription = new Subscription(host.Local.Endpoints.ServiceBus, "tag-changes",
            static received => received.ApplicationProperties["change"] is "added" && (string)received.ApplicationProperties["tenantId"] == Telemetry.Tenant ? (string)received.ApplicationProperties["deviceId"] : null);
        await FlagFleetAsync(host, subscription);
        var passages = new Passage[messages.Count];
        await Pace.RunAsync(messages.Count, apart, async (number, due) =>
        {
            await producer.SendAsync([new EventData(messages[number].Body)]);
            passages[number] = new(due, Stopwatch.GetTimestamp(), null);
        });
        var flagged = messages.Index().SelectMany(message => message.Item.Flagged.Select(device => (message.Index, device))).ToList();
        await subscription.WhenReceivedAsync(Fleet + flagged.Count);
        return [.. flagged.Select(f => passages[f.Index] with { Received = subscription.Received.TryGetValue(f.device, out var at) ? at : null })];
    }

    private static async Task FlagFleetAsync(FreshHost host, Subscription subscription)
    {
        var telemetry = new Telemetry(Fleet, TimeProvider.System.GetUtcNow()) { IsSteady = true };
        await host.SendAsync(Packing.Envelopes(Enumerable.Range(0, Fleet).Select(telemetry.Flagging), PacedMessage.Records));
        await subscription.WhenReceivedAsync(Fleet);
        await host.WhenSettledAsync();
    }

    /// <summary>One device's way, in <see cref="Stopwatch"/> ticks.</summary>
    private readonly record struct Passage(long Due, long Accepted, long? Received)
    {
        public double FromDue => Stopwatch.GetElapsedTime(Due, Received!.Value).TotalMilliseconds;

        public double FromAccepted => Stopwatch.GetElapsedTime(Accepted, Received!.Value).TotalMilliseconds;
    }
}
