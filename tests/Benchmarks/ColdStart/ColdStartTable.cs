namespace ExposurePipeline.Benchmarks.ColdStart;

/// <summary>Every start beside the first one, and the goal.</summary>
internal static class ColdStartTable
{
    private const double MiB = 1024 * 1024;

    /// <summary>Prints the table; Node first, ours second.</summary>
    public static void Print(Start[] starts, List<ColdTime>[] times, double sends)
    {
        Console.WriteLine($"From process start to the first answer, on core 0, client on core 1; {times[0].Count} interleaved rounds; median. {sends:F1} requests to the hub in each round.");
        Console.WriteLine($"{"",-28} {"ms",8} {"ratio",7} {"spread",8} {"resident MiB",13}");
        var node = Median(times[0]);
        foreach (var (index, start) in starts.Index())
        {
            var spread = Statistics.Spread([.. times[index].Select(static time => time.Milliseconds)]);
            var memory = Statistics.Median(times[index].Select(static time => time.PeakMemory / MiB));
            Console.WriteLine($"{start.Name,-28} {Median(times[index]),8:F0} {Median(times[index]) / node,7:F2} {spread,8:P0} {(memory > 0 ? $"{memory:F0}" : "-"),13}");
        }

        Console.WriteLine($"{starts[1].Name} of {starts[0].Name}: {Median(times[1]) / node:F2}, goal at most 1.00: {(Median(times[1]) <= node ? "met" : "missed")}");
    }

    private static double Median(List<ColdTime> times) => Statistics.Median(times.Select(static time => time.Milliseconds));
}
