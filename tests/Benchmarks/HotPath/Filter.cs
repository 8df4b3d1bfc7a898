using System.CommandLine;

namespace ExposurePipeline.Benchmarks;

/// <summary>The seed query's job, in one thread on one core: filter accepted connections from the internet, combine them per device.</summary>
internal static class Filter
{
    private const double Goal = 0.9; // of simdjson

    private static readonly DateTimeOffset Newest = new(2026, 7, 18, 14, 0, 0, TimeSpan.Zero);

    /// <summary>The command.</summary>
    public static Command Create(Option<int> events, Option<int> rounds)
    {
        var command = new Command("filter", "The seed query's filter-and-combine job on one core: ours, simdjson, DuckDB, Node, Utf8JsonReader, JsonDocument and POCOs; and what ours allocates.") { events, rounds };
        command.SetAction(parsed => Run(parsed.GetValue(events), parsed.GetValue(rounds)));
        return command;
    }

    /// <summary>How many devices a correct pipeline flags.</summary>
    public static int Flagged(IEnumerable<byte[]> records) => Candidates.PlainReader(Packing.Lines(records)).Lines().Length;

    private static int Run(int events, int rounds)
    {
        Console.WriteLine($"The seed query's job: filter accepted connections from the internet, combine per device, sort. {events:N0} events, one thread, {Pinning.ToOneCore()}.");
        Console.WriteLine("Timed: processor time from the bytes in memory to the sorted lines. The other processes tell their own, the second of two runs; DuckDB reads its file meanwhile, from the page cache.");
        var missing = Peers.Install();
        foreach (var line in missing)
        {
            Console.WriteLine(line);
        }

        Func<Workload>[] workloads = [() => Workload.Lines(Records(events), events), () => Workload.Envelopes(Records(events), events)];
        var failed = workloads.Select((create, index) => Compare(create, all: index == 0, rounds)).Max();
        Allocation.Print(new Telemetry(Fleet(events), Newest), Newest);
        return failed;
    }

    // The slow readers read lines only: their time would be the same in envelopes.
    private static int Compare(Func<Workload> create, bool all, int rounds)
    {
        using var workload = create().Write();
        Console.WriteLine();
        Console.WriteLine($"{workload.Name}: {workload.Messages.Count:N0} messages, {workload.Bytes / workload.Events:N0} bytes an event.");
        (string, Func<Round>) ours = ("ours: Normaliser", () => Round.Of(() => Candidates.Ours(workload, Newest)));
        return Comparison.Print([ours, .. Peers.Fast(workload), .. all ? Slow(workload) : []], workload, rounds, Goal);
    }

    private static IEnumerable<(string Name, Func<Round> Run)> Slow(Workload workload) =>
    [
        .. Peers.Slow(workload),
        ("Utf8JsonReader loop", () => Round.Of(() => Candidates.PlainReader(workload.Messages))),
        ("JsonDocument", () => Round.Of(() => Candidates.Document(workload.Messages))),
        ("System.Text.Json source-generated POCO", () => Round.Of(() => Candidates.Poco(workload.Messages))),
    ];

    private static IEnumerable<byte[]> Records(int events) => new Telemetry(Fleet(events), Newest).Records(events);

    private static int Fleet(int events) => Math.Max(1, events / 20);
}
