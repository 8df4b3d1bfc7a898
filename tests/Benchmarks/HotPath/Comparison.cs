using System.Security.Cryptography;
using System.Text;

namespace ExposurePipeline.Benchmarks;

/// <summary>Interleaved rounds of every candidate, after their results were found identical.</summary>
internal static class Comparison
{
    private const int WarmUps = 4; // fewer, and the just-in-time compiler still changes its code while it is measured
    private const string Peer = "simdjson";

    /// <summary>Prints a table of what share of each candidate's rate the first one has; 1 when results differ, else 0.</summary>
    public static int Print(IReadOnlyList<(string Name, Func<Round> Run)> candidates, Workload workload, int rounds, double goal)
    {
        if (!AreIdentical(candidates))
        {
            return 1;
        }

        var times = candidates.Select(_ => new List<Round>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                times[i].Add(candidates[i].Run());
            }
        }

        Console.WriteLine($"{rounds} interleaved rounds; median.");
        Console.WriteLine($"{"",-40} {"events/s",12} {"MB/s",7} {"ours is",8} {"spread",8} {"bytes allocated/event",22}");
        for (var i = 0; i < candidates.Count; i++)
        {
            Console.WriteLine(Line(candidates[i].Name, times[i], Statistics.Median(times[0].Select(Seconds)), workload));
            PrintGoal(candidates[i].Name, times[i], times[0], goal);
        }

        return 0;
    }

    // Once for candidates of other processes: nothing of them stays warm but the page cache.
    private static bool AreIdentical(IReadOnlyList<(string Name, Func<Round> Run)> candidates)
    {
        string[]? expected = null;
        foreach (var (name, run) in candidates)
        {
            var result = run();
            for (var i = 1; i < WarmUps && result.Allocated is not null; i++)
            {
                result = run();
            }

            expected ??= result.Lines;
            if (!result.Lines.SequenceEqual(expected))
            {
                Console.Error.WriteLine($"{name} differs: {result.Lines.Length} devices, not {expected.Length}; first difference: {result.Lines.Except(expected).FirstOrDefault()}");
                return false;
            }
        }

        Console.WriteLine($"Identical results of {candidates.Count}: {expected!.Length:N0} devices, sha256 {Digest(expected)}.");
        return true;
    }

    private static string Line(string name, List<Round> rounds, double ours, Workload workload)
    {
        var median = Statistics.Median(rounds.Select(Seconds));
        var spread = Statistics.Spread([.. rounds.Select(Seconds)]);
        var allocated = rounds[^1].Allocated is { } bytes ? $"{(double)bytes / workload.Events:F1}" : "-";
        return $"{name,-40} {workload.Events / median,12:N0} {workload.Bytes / 1e6 / median,7:N0} {median / ours,8:F2} {spread,8:P0} {allocated,22}";
    }

    private static void PrintGoal(string name, List<Round> peer, List<Round> ours, double goal)
    {
        if (name.Contains(Peer, StringComparison.Ordinal))
        {
            var shares = peer.Zip(ours, static (theirs, own) => Seconds(theirs) / Seconds(own)).ToList();
            Console.WriteLine($"{"",-40} goal {goal:F2} of it; round by round {shares.Min():F2} to {shares.Max():F2}: {(Statistics.Median(shares) >= goal ? "reached" : "missed")}");
        }
    }

    private static double Seconds(Round round) => round.Time.TotalSeconds;

    private static string Digest(string[] lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..12];
}
