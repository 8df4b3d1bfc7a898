using System.CommandLine;
using System.Globalization;
using ExposurePipeline.Benchmarks.Storage;
using ExposurePipeline.Reachability.Analysis;

namespace ExposurePipeline.Benchmarks.Reachability;

/// <summary><c>reachability</c>: estates of several sizes from native JSON to verdicts with paths.</summary>
internal static class ReachabilityCommand
{
    private const int Rounds = 3;
    private const int Large = 200_000; // beyond it one round, and no second full run to compare with

    private static readonly Option<int[]> Sizes = new("--resources")
    {
        Description = "Sizes of the estates; a million needs about 8 GB.",
        DefaultValueFactory = static _ => [10_000, 100_000, 1_000_000],
        CustomParser = static result => [.. result.Tokens.SelectMany(static token => token.Value.Split(',')).Select(static text => int.Parse(text, CultureInfo.InvariantCulture))],
    };

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("reachability", "Estates in three clouds from native JSON to verdicts with paths, beside simdjson that merely reads it and DuckDB's recursive SQL; one changed rule; memory.") { Sizes };
        command.SetAction(static parsed => Run(parsed.GetValue(Sizes)!));
        return command;
    }

    private static int Run(int[] sizes)
    {
        var (peers, table) = (new EstatePeers(), new EstateTable());
        foreach (var missing in peers.Missing)
        {
            Console.WriteLine(missing);
        }

        WarmUp(sizes[0]);
        foreach (var size in sizes)
        {
            using var estate = EstateFile.Write(size);
            Measure(estate, peers, table);
        }

        table.Growth();
        return 0;
    }

    // The just-in-time compiler's time would else be the smallest estate's.
    private static void WarmUp(int size)
    {
        using var estate = EstateFile.Write(size);
        for (var round = 0; round < Rounds; round++)
        {
            EstateRun.Understand(estate);
            EstateRun.Change(EstateRun.Whole(estate).Assessment, estate);
        }
    }

    private static void Measure(EstateFile estate, EstatePeers peers, EstateTable table)
    {
        var (rounds, assessment) = Repeated(estate);
        var (parse, understand, whole) = (Spent.Median(rounds.Select(static round => round.Parse)), Spent.Median(rounds.Select(static round => round.Understand)), Spent.Median(rounds.Select(static round => round.Whole)));
        table.Whole(estate, parse, understand, whole, peers.Parse(estate));
        EstateTable.Line($"  memory         {GC.GetTotalMemory(forceFullCollection: true) / 1e6:N0} MB held, {Resident.Of(Environment.ProcessId).Peak:N0} MB resident at the peak so far; {assessment.Verdicts.Count:N0} verdicts: {string.Join(", ", assessment.Verdicts.CountBy(static verdict => verdict.Status).Select(static status => $"{status.Value:N0} {status.Key}"))}");
        var (change, changed) = EstateRun.Change(assessment, estate);
        EstateTable.Change(change, changed, whole, estate.Resources > Large ? null : EstateRun.AreSame(assessment, EstateRun.Whole(estate, estate.Rule.Then).Assessment));
        using var graph = PathGraph.Write(assessment);
        EstateTable.Solve(whole - understand, graph, peers.Solve(graph));
    }

    private static (List<Round> Rounds, Assessment Last) Repeated(EstateFile estate)
    {
        var rounds = new List<Round>();
        for (; ;)
        {
            var (parse, understand) = (EstateRun.Parse(estate), EstateRun.Understand(estate));
            var (whole, assessment) = EstateRun.Whole(estate);
            rounds.Add(new(parse, understand, whole));
            if (rounds.Count == Rounds || estate.Resources > Large)
            {
                return (rounds, assessment);
            }
        }
    }

    private sealed record Round(Spent Parse, Spent Understand, Spent Whole);
}
