using System.Diagnostics;
using System.Globalization;
using ExposurePipeline.Benchmarks;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var events = Option("--events", 100_000);
var rounds = Option("--rounds", 5);
var messages = Telemetry.Messages(events);
var bytes = messages.Sum(message => (long)message.Length);
Console.WriteLine($"The seed query's job: filter accepted connections from the internet, combine per device. {events:N0} events, {bytes / events:N0} bytes each, {messages.Count} messages, one thread.");

var candidates = new List<(string Name, Func<Round> Run)>
{
    ("ours: Normaliser", () => Round.Of(() => Candidates.Ours(messages))),
    ("Utf8JsonReader loop", () => Round.Of(() => Candidates.PlainReader(messages))),
    ("System.Text.Json source-generated POCO", () => Round.Of(() => Candidates.Poco(messages))),
};

var file = Path.Combine(Path.GetTempPath(), $"exposure-benchmark-{Environment.ProcessId}.ndjson");
try
{
    if (DuckDb.Install() is { } missing)
    {
        Console.WriteLine($"Without DuckDB: {missing}");
    }
    else
    {
        await using (var output = File.Create(file))
        {
            foreach (var message in messages)
            {
                await output.WriteAsync(message);
            }
        }

        candidates.Add(("DuckDB 1.5.6 read_ndjson", () => DuckDb.Query(file, threads: 1) is var (time, lines) ? new(time, null, lines) : default));
    }

    return Comparison.Print(candidates, events, rounds);
}
finally
{
    File.Delete(file);
}

int Option(string name, int otherwise) =>
    Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length && int.TryParse(args[at + 1], out var value) && value > 0 ? value : otherwise;

/// <summary>One run of one candidate.</summary>
/// <param name="Time">Wall time.</param>
/// <param name="Allocated">Bytes allocated on the managed heap; null where another process did the work.</param>
/// <param name="Lines">The result.</param>
internal readonly record struct Round(TimeSpan Time, long? Allocated, string[] Lines)
{
    public static Round Of(Func<Summary> job)
    {
        GC.Collect();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var started = Stopwatch.GetTimestamp();
        var summary = job();
        var time = Stopwatch.GetElapsedTime(started);
        return new(time, GC.GetTotalAllocatedBytes(precise: true) - before, summary.Lines());
    }
}
