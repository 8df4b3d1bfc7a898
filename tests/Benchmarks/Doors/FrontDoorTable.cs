namespace ExposurePipeline.Benchmarks.Doors;

/// <summary>Both doors, their ratio and the goals.</summary>
internal static class FrontDoorTable
{
    private const double Goal = 0.75;
    private const double SmallGoal = 0.5;

    /// <summary>Prints the table; doors in the order raw 100, host 100, host 10, raw 10.</summary>
    public static void Print(Door[] doors, List<DoorRound>[] measured, double[] sends)
    {
        Console.WriteLine($"Server on core 0, client and hub on core 1, 4 connections; {measured[0].Count} interleaved rounds; median. Bodies are base64 (dataType: binary).");
        Console.WriteLine($"{"",-34} {"events/s",10} {"spread",7} {"p50 ms",8} {"p99 ms",8} {"bytes/event",12} {"sends/batch",12}");
        for (var i = 0; i < doors.Length; i++)
        {
            Console.WriteLine($"{doors[i].Name,-34} {Rate(measured[i]),10:N0} {Statistics.Spread([.. measured[i].Select(static round => round.Events)]),7:P0} {Latency(measured[i], 50),8:F2} {Latency(measured[i], 99),8:F2} {doors[i].BytesPerEvent,12:N0} {sends[i],12:F1}");
        }

        Tell("host-shaped of raw, batch 100", Ratio(measured[1], measured[0]), Goal);
        Tell("host-shaped, batch 10 of batch 100", Ratio(measured[2], measured[1]), SmallGoal);
    }

    private static void Tell(string what, (double Median, double Spread) ratio, double goal) =>
        Console.WriteLine($"{what}: {ratio.Median:F2} (spread {ratio.Spread:P0}), goal {goal:F2}: {(ratio.Median >= goal ? "met" : "missed")}");

    // Round by round: what slows the machine down slows both.
    private static (double Median, double Spread) Ratio(List<DoorRound> part, List<DoorRound> whole)
    {
        var ratios = part.Zip(whole, static (p, w) => p.Events / w.Events).ToArray();
        return (Statistics.Median(ratios), Statistics.Spread(ratios));
    }

    private static double Rate(List<DoorRound> rounds) => Statistics.Median(rounds.Select(static round => round.Events));

    private static double Latency(List<DoorRound> rounds, double percent) => Statistics.Percentile(rounds.SelectMany(static round => round.Latencies), percent);
}
