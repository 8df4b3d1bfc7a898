namespace ExposurePipeline.Benchmarks;

/// <summary>The seed query's job, in one thread: filter accepted connections from the internet, combine them per device.</summary>
internal static class Filter
{
    private static readonly DateTimeOffset Newest = new(2026, 7, 18, 14, 0, 0, TimeSpan.Zero);

    /// <summary>Prints the comparison; 1 when results differ, else 0.</summary>
    public static int Run(int events, int rounds)
    {
        var messages = Packing.Lines(new Telemetry(Math.Max(1, events / 20), Newest).Records(events));
        var bytes = messages.Sum(message => (long)message.Length);
        Console.WriteLine($"The seed query's job: filter accepted connections from the internet, combine per device. {events:N0} events, {bytes / events:N0} bytes each, {messages.Count} messages, one thread.");
        var file = Path.Combine(Path.GetTempPath(), $"exposure-benchmark-{Environment.ProcessId}.ndjson");
        try
        {
            return Comparison.Print([.. Managed(messages), .. WithDuckDb(messages, file)], events, rounds);
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>How many devices a correct pipeline flags.</summary>
    public static int Flagged(IEnumerable<byte[]> records) => Candidates.PlainReader(Packing.Lines(records)).Lines().Length;

    private static IEnumerable<(string Name, Func<Round> Run)> Managed(IReadOnlyList<byte[]> messages) =>
    [
        ("ours: Normaliser", () => Round.Of(() => Candidates.Ours(messages, Newest))),
        ("Utf8JsonReader loop", () => Round.Of(() => Candidates.PlainReader(messages))),
        ("System.Text.Json source-generated POCO", () => Round.Of(() => Candidates.Poco(messages))),
    ];

    private static IEnumerable<(string Name, Func<Round> Run)> WithDuckDb(IReadOnlyList<byte[]> messages, string file)
    {
        if (DuckDb.Install() is { } missing)
        {
            Console.WriteLine($"Without DuckDB: {missing}");
            return [];
        }

        using var output = File.Create(file);
        foreach (var message in messages)
        {
            output.Write(message);
        }

        return [("DuckDB 1.5.6 read_ndjson", () => DuckDb.Query(file, threads: 1) is var (time, lines) ? new(time, null, lines) : default)];
    }
}
