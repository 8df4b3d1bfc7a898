using System.Diagnostics;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace ExposurePipeline.Benchmarks;

/// <summary>From an accepted event to the received message that says its device became internet-facing, at a steady rate.</summary>
internal static class LatencyRun
{
    private const int PerMessage = 10;
    private const int Fleet = 1000;
    private const int FloorCount = 500;

    /// <summary>Prints percentiles beside the floor's; 1 when a tag change did not arrive, else 0.</summary>
    /// <param name="rate">Records per second.</param>
    /// <param name="seconds">How long.</param>
    /// <param name="flagging">Records per 1,000 that flag a device.</param>
    public static async Task<int> RunAsync(int rate, int seconds, int flagging)
    {
        var messages = Messages(rate * seconds, flagging);
        Console.WriteLine(
            $"Open loop: {rate:N0} records/s for {seconds} s in messages of {PerMessage}; {flagging} records per 1,000 flag a device not flagged before, the others come from {Fleet:N0} flagged devices. Milliseconds.");
        await using var host = await FreshHost.StartAsync();
        var floor = await Floor.RunAsync(host, messages[0].Body, FloorCount);
        var passages = await PassAsync(host, messages, (double)PerMessage / rate);
        floor = [.. floor, .. await Floor.RunAsync(host, messages[0].Body, FloorCount)];
        return Print(passages, new Latencies("floor: parse, one upsert, one message", floor));
    }

    private static int Print(IReadOnlyList<Passage> passages, Latencies floor)
    {
        var arrived = passages.Where(p => p.Received is not null).ToList();
        var accepted = new Latencies("event accepted to tag change received", [.. arrived.Select(p => p.FromAccepted)]);
        Console.WriteLine(Latencies.Header);
        Console.WriteLine(accepted.Line);
        Console.WriteLine(floor.Line);
        Console.WriteLine(accepted.Ratio(floor));
        Console.WriteLine(new Latencies("from the moment at which sending was due", [.. arrived.Select(p => p.FromDue)]).Line);
        Console.WriteLine($"{passages.Count - arrived.Count:N0} of {passages.Count:N0} tag changes did not arrive.");
        return passages.Count == arrived.Count ? 0 : 1;
    }

    private static async Task<IReadOnlyList<Passage>> PassAsync(FreshHost host, IReadOnlyList<Message> messages, double apart)
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
        var telemetry = new Telemetry(Fleet, TimeProvider.System.GetUtcNow());
        await host.SendAsync(Packing.Envelopes(Enumerable.Range(0, Fleet).Select(telemetry.Flagging), PerMessage));
        await subscription.WhenReceivedAsync(Fleet);
        await host.WhenSettledAsync();
    }

    // Devices beyond the fleet are flagged once each, spread evenly over the records.
    private static List<Message> Messages(int records, int flagging)
    {
        var telemetry = new Telemetry(Fleet, TimeProvider.System.GetUtcNow());
        var isFlagging = Enumerable.Range(0, records).Select(i => (i + 1L) * flagging / 1000 > (long)i * flagging / 1000).ToArray();
        var all = telemetry.Records(records).Select((record, i) => isFlagging[i] ? telemetry.Flagging(Fleet + i) : record);
        return [.. all.Chunk(PerMessage).Select((chunk, n) => new Message(
            Packing.Envelope(chunk),
            [.. Enumerable.Range(n * PerMessage, chunk.Length).Where(i => isFlagging[i]).Select(i => Telemetry.Id(Fleet + i))]))];
    }

    /// <param name="Body">Of the event.</param>
    /// <param name="Flagged">Devices that it flags.</param>
    private sealed record Message(byte[] Body, IReadOnlyList<string> Flagged);

    /// <summary>One device's way, in <see cref="Stopwatch"/> ticks.</summary>
    private readonly record struct Passage(long Due, long Accepted, long? Received)
    {
        public double FromDue => Stopwatch.GetElapsedTime(Due, Received!.Value).TotalMilliseconds;

        public double FromAccepted => Stopwatch.GetElapsedTime(Accepted, Received!.Value).TotalMilliseconds;
    }
}
