namespace ExposurePipeline.Benchmarks.Soak;

/// <summary>Finds the highest rate at which nothing piles up, by stepping up until something does.</summary>
internal static class SustainableRate
{
    private const double Step = 1.4;
    private const double Margin = 0.8;
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Records per second: four fifths of the last rate that was kept up with.</summary>
    public static async Task<double> FindAsync(FreshHost host, TrafficSender sender, IEnumerator<TrafficEvent> traffic, List<TrafficEvent> sent)
    {
        var (kept, rate) = (1000.0, 2000.0);
        while (rate < 1e6)
        {
            sent.AddRange(await sender.SendAsync(traffic, rate, Trial));
            await Task.Delay(Patience);
            var waiting = await Gauges.LagAsync(host.Local);
            Console.WriteLine($"  {rate,9:N0} records/s: {waiting:N0} events wait a second after the last");
            await host.WhenSettledAsync();
            if (waiting > 0)
            {
                break;
            }

            (kept, rate) = (rate, rate * Step);
        }

        return kept * Margin;
    }
}
