using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;

namespace ExposurePipeline.Benchmarks;

/// <summary>What the normaliser allocates: for filtered events, and for matching ones by how many of them are about one device and port.</summary>
internal static class Allocation
{
    private const int Messages = 1000;
    private const int PerMessage = 33;
    private const double Goal = 64;

    /// <summary>Prints bytes per event.</summary>
    public static void Print(Telemetry telemetry, DateTimeOffset now)
    {
        Console.WriteLine();
        Console.WriteLine($"Allocated by the normaliser, bytes an event; batches of {Messages:N0} messages of {PerMessage} records.");
        Report("filtered", "0, the batch's own books aside", telemetry.Noise(Messages * PerMessage), now);
        foreach (var devices in new[] { 330, 3_300, 33_000 })
        {
            Report($"matching, {Messages * PerMessage / devices} of each device in a batch", $"at most {Goal}", telemetry.Matching(Messages * PerMessage, devices), now);
        }
    }

    private static void Report(string kind, string goal, IEnumerable<byte[]> records, DateTimeOffset now)
    {
        RawEvent[] batch = [.. records.Chunk(PerMessage).Select((chunk, i) => new RawEvent(Packing.Envelope(chunk), new("connections", "0", i), now))];
        Normaliser.Normalise(batch, ExposurePolicy.Default, now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = Normaliser.Normalise(batch, ExposurePolicy.Default, now);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Console.WriteLine($"{kind,-45} {(double)allocated / result.Tally.Read,8:F2} (goal {goal}); {result.Tally.Observed:N0} of {result.Tally.Read:N0} observed, {result.Observations.Count:N0} devices");
    }
}
