using System.Diagnostics;

namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>Finds the highest rate at which nothing piles up, by stepping up until something does or no more can be published.</summary>
internal static class SustainableRate
{
    private const double Step = 1.4;
    private const double Margin = 0.8;
    private const double Reached = 0.9;
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Records per second: four fifths of the last rate that was kept up with.</summary>
    public static async Task<double> FindAsync(FreshHost host, TrafficSender sender, IEnumerator<TrafficEvent> traffic, List<TrafficEvent> sent)
    {
        var (kept, rate) = (1000.0, 2000.0);
        while (rate < 1e6)
        {
            var accepted = await AcceptedAsync(sender, traffic, rate, sent);
            await Task.Delay(Patience);
            var waiting = await Gauges.LagAsync(host.Local);
            Console.WriteLine($"  {rate,9:N0} records/s: {accepted:N0} accepted, {waiting:N0} events wait a second after the last");
            await host.WhenSettledAsync();
            if (waiting > 0 || accepted < rate * Reached)
            {
                break;
            }

            (kept, rate) = (rate, rate * Step);
        }

        return kept * Margin;
    }

    private static async Task<double> AcceptedAsync(TrafficSender sender, IEnumerator<TrafficEvent> traffic, double rate, List<TrafficEvent> sent)
    {
        var started = Stopwatch.GetTimestamp();
        var trial = await sender.SendAsync(traffic, rate, Trial);
        sent.AddRange(trial);
        return TrafficEvent.Sum(trial).Read / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
