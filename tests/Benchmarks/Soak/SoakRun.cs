using System.Diagnostics;
using ExposurePipeline.Functions.Telemetry;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>Mixed traffic for a while at the highest sustainable rate: what must not grow is looked at, and the books are compared to the record.</summary>
internal static class SoakRun
{
    private const int Fleet = 2_000;
    private const int Samples = 15;
    private const int Pool = 400;
    private const double Flat = 1.05;

    /// <summary>Prints the series; 1 when the books do not balance or something waits in the end, else 0.</summary>
    public static async Task<int> RunAsync(double minutes, int givenRate)
    {
        await using var host = await FreshHost.StartAsync();
        await using var subscribers = new Subscribers(host);
        await using var sender = new TrafficSender(host.Local);
        using var traffic = Traffic().GetEnumerator();
        var (before, sent) = (await Gauges.BooksAsync(host.Local), new List<TrafficEvent>());
        var rate = givenRate > 0 ? givenRate : await SustainableRate.FindAsync(host, sender, traffic, sent);
        var series = await SeriesAsync(host, sender, traffic, rate, TimeSpan.FromMinutes(minutes), sent);
        await host.WhenSettledAsync();
        PrintMemory(series, TrafficEvent.Sum(sent).Read);
        return await AreBooksRightAsync(host, before, sent) ? 0 : 1;
    }

    /// <summary>Compares what was sent with what the function app counted, outcome by outcome.</summary>
    public static async Task<bool> AreBooksRightAsync(FreshHost host, RecordTotals before, List<TrafficEvent> sent)
    {
        var (expected, now) = (TrafficEvent.Sum(sent), await Gauges.BooksAsync(host.Local));
        var counted = new RecordTotals(now.Read - before.Read, now.Observed - before.Observed, now.Filtered - before.Filtered, now.Rejected - before.Rejected);
        Console.WriteLine($"sent     {expected.Read,12:N0} records = {expected.Observed:N0} to observe + {expected.Filtered:N0} to filter + {expected.Rejected:N0} to reject, in {sent.Count:N0} events");
        Console.WriteLine($"counted  {counted.Read,12:N0} records = {counted.Observed:N0} observed + {counted.Filtered:N0} filtered + {counted.Rejected:N0} rejected: {(counted == expected ? "the books balance to the record" : "THE BOOKS DIFFER")}");
        return counted == expected && counted.IsBalanced;
    }

    // Every event is delivered twice in a row now and then, and an old pool comes again as a replay does.
    private static IEnumerable<TrafficEvent> Traffic()
    {
        IReadOnlyList<TrafficEvent> previous = [];
        while (true)
        {
            var pool = new MixedTraffic(Fleet, TimeProvider.System.GetUtcNow()).Events(Pool);
            foreach (var each in pool.Concat(pool.Where((_, i) => i % 20 == 0)).Concat(previous.Take(Pool / 20)))
            {
                yield return each;
            }

            previous = pool;
        }
    }

    private static async Task<List<Gauges>> SeriesAsync(
        FreshHost host, TrafficSender sender, IEnumerator<TrafficEvent> traffic, double rate, TimeSpan duration, List<TrafficEvent> sent)
    {
        Console.WriteLine($"{rate:N0} records/s for {duration.TotalMinutes:F1} minutes ({rate * duration.TotalSeconds:N0} records: an hour at {rate * duration.TotalSeconds / 3600:N0} records/s)");
        Console.WriteLine(Gauges.Header);
        var (series, started) = (new List<Gauges>(), Stopwatch.GetTimestamp());
        for (var i = 0; i < Samples; i++)
        {
            sent.AddRange((await sender.SendAsync(traffic, rate, duration / Samples)).Select(static each => each with { Body = [] })); // gigabytes otherwise
            series.Add(await Gauges.ReadAsync(host.Local, Stopwatch.GetElapsedTime(started).TotalSeconds));
            Console.WriteLine(series[^1].Line);
        }

        return series;
    }

    private static void PrintMemory(List<Gauges> series, long records)
    {
        var warm = series.Skip(Samples / 3).ToList();
        var (first, last) = (warm.Take(warm.Count / 2).Average(g => g.App.Megabytes), warm.Skip(warm.Count / 2).Average(g => g.App.Megabytes));
        Console.WriteLine($"function app after warm-up: {first:F0} MB in the first half, {last:F0} MB in the second: {last / first:F3} of it (goal: at most {Flat}), slope {Slope(warm):F2} MB/minute over {records:N0} records; most events waiting {series.Max(g => g.Lag):N0}, most outbox rows {series.Max(g => g.Outbox):N0}");
    }

    private static double Slope(List<Gauges> series)
    {
        var (x, y) = (series.Average(g => g.Seconds), series.Average(g => g.App.Megabytes));
        return 60 * series.Sum(g => (g.Seconds - x) * (g.App.Megabytes - y)) / series.Sum(g => (g.Seconds - x) * (g.Seconds - x));
    }
}
