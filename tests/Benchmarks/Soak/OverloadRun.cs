using System.Diagnostics;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>Ten times what the function app can take, for a while: who is told to wait, what piles up where, how long it takes until nothing waits, and whether anything was lost.</summary>
internal static class OverloadRun
{
    private const int Fleet = 1_000;
    private const int Pool = 800;
    private const int Times = 10;

    /// <summary>Prints it; 1 when the books or the final state are not those of the same events in one process, else 0.</summary>
    public static async Task<int> RunAsync(int seconds, int givenRate)
    {
        await using var host = await FreshHost.StartAsync();
        await using var subscribers = new Subscribers(host);
        await using var sender = new TrafficSender(host.Local);
        var pool = new MixedTraffic(Fleet, TimeProvider.System.GetUtcNow()).Events(Pool);
        using var traffic = Again(pool).GetEnumerator();
        var (before, sent) = (await Gauges.BooksAsync(host.Local), new List<TrafficEvent>());
        var sustainable = givenRate > 0 ? givenRate : await SustainableRate.FindAsync(host, sender, traffic, sent);
        sent.AddRange(await BurstAsync(host, sender, traffic, sustainable, TimeSpan.FromSeconds(seconds)));
        var isRight = await SoakRun.AreBooksRightAsync(host, before, sent);
        return isRight & await FinalState.IsSameAsync(host.Local, [.. sent.Distinct()]) ? 0 : 1;
    }

    // Repeated deliveries are no news to the state, which has to end as after one.
    private static IEnumerable<TrafficEvent> Again(IReadOnlyList<TrafficEvent> pool)
    {
        while (true)
        {
            foreach (var each in pool)
            {
                yield return each;
            }
        }
    }

    private static async Task<List<TrafficEvent>> BurstAsync(FreshHost host, TrafficSender sender, IEnumerator<TrafficEvent> traffic, double rate, TimeSpan duration)
    {
        var (started, before) = (Stopwatch.GetTimestamp(), sender.TurnedAway);
        List<TrafficEvent> sent;
        // Publishers on the same processors cannot offer ten times what it takes; so it gets a tenth of its time.
        await using (new Slowed(host.Local.Functions.HandlerProcessId!.Value, Times))
        {
            sent = await sender.SendAsync(traffic, rate, duration);
        }

        var took = Stopwatch.GetElapsedTime(started);
        var after = await Gauges.ReadAsync(host.Local, took.TotalSeconds);
        var accepted = TrafficEvent.Sum(sent).Read;
        Console.WriteLine($"offered {rate:N0} records/s for {duration.TotalSeconds:F0} s to an app that runs a tenth of the time; {accepted:N0} records accepted in {took.TotalSeconds:F1} s ({accepted / took.TotalSeconds:N0} records/s), {sender.TurnedAway - before:N0} publishes told to come back");
        Console.WriteLine(Gauges.Header);
        Console.WriteLine(after.Line);
        var ended = Stopwatch.GetTimestamp();
        var recovery = Stopwatch.GetElapsedTime(ended, await host.WhenSettledAsync());
        Console.WriteLine($"recovered: hubs and outbox empty {recovery.TotalSeconds:F1} s after the last event was accepted ({accepted / (took + recovery).TotalSeconds:N0} records/s on the whole)");
        return sent;
    }
}
