namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>The result: a line a format, the goal beside it, and below it the reasons of those that miss it.</summary>
internal static class SpeedTable
{
    private const double Goal = 0.5; // of the bytes per second of Defender's events

    public static void Print(IReadOnlyList<Duel> duels, int rounds)
    {
        var goal = Goal * Speed(duels[0], duels[0].Ours);
        Console.WriteLine($"Identical results of both readers of each format. One core, processor time, {rounds} interleaved rounds, median; one record in a hundred counts (Defender: one in ten).");
        Console.WriteLine($"Goal: half of the bytes per second of Defender's events, {goal:N0} MB/s.\n");
        Console.WriteLine("| format | bytes/record | records/s | MB/s | of the goal | spread | B allocated/record | B allocated/filtered record | straightforward reader | its MB/s | its spread | ratio |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|---|");
        foreach (var duel in duels)
        {
            Console.WriteLine(Row(duel, goal));
        }

        Console.WriteLine("\nBelow the goal, and why:");
        foreach (var duel in duels.Where(duel => Speed(duel, duel.Ours) < goal))
        {
            Console.WriteLine($"- {duel.Shape.Name}, {Records(duel) / Records(duels[0]):F1} times the records per second of Defender's events: {duel.Shape.Reason}.");
        }
    }

    private static string Row(Duel duel, double goal)
    {
        var (shape, ours, plain) = (duel.Shape, Speed(duel, duel.Ours), Speed(duel, duel.Plain));
        return $"| {shape.Name} | {shape.Bytes / shape.Records} | {Records(duel):N0} | {ours:N0} | {ours / goal:P0} | {Statistics.Spread(duel.Ours):P0} "
            + $"| {duel.Allocated:F1} | {duel.AllocatedFiltered:F1} | {shape.Peer} | {plain:N0} | {Statistics.Spread(duel.Plain):P0} | {ours / plain:F1} |";
    }

    private static double Records(Duel duel) => duel.Shape.Records / Statistics.Median(duel.Ours);

    private static double Speed(Duel duel, IEnumerable<double> seconds) => duel.Shape.Bytes / 1e6 / Statistics.Median(seconds);
}
