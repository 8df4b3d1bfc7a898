using System.Security.Cryptography;
using System.Text;

namespace ExposurePipeline.Benchmarks;

/// <summary>Interleaved rounds of every candidate, after their results were found identical.</summary>
internal static class Comparison
{
    private const int WarmUps = 4; // fewer, and the just-in-time compiler still changes its code while it is measured

    /// <summary>Prints a table relative to the first candidate; 1 when results differ, else 0.</summary>
    public static int Print(IReadOnlyList<(string Name, Func<Round> Run)> candidates, int events, int rounds)
    {
        var results = candidates.Select(candidate => (candidate.Name, Lines: Enumerable.Range(0, WarmUps).Select(_ => candidate.Run()).Last().Lines)).ToList();
        var expected = results[0].Lines;
        foreach (var (name, lines) in results.Where(result => !result.Lines.SequenceEqual(expected)))
        {
            Console.Error.WriteLine($"{name} differs: {lines.Length} devices, not {expected.Length}; first difference: {lines.Except(expected).FirstOrDefault()}");
            return 1;
        }

        Console.WriteLine($"Identical results: {expected.Length:N0} devices, sha256 {Digest(expected)}. {rounds} interleaved rounds; median.");
        var times = candidates.Select(_ => new List<Round>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < candidates.Count; i++)
            {
                times[i].Add(candidates[i].Run());
            }
        }

        Console.WriteLine($"{"",-40} {"events/s",12} {"ratio",7} {"spread",8} {"bytes allocated/event",22}");
        for (var i = 0; i < candidates.Count; i++)
        {
            Console.WriteLine(Line(candidates[i].Name, times[i], Median(times[0]), events));
        }

        return 0;
    }

    private static string Line(string name, List<Round> rounds, double ours, int events)
    {
        var median = Median(rounds);
        var spread = (rounds.Max(Seconds) - rounds.Min(Seconds)) / median;
        var allocated = rounds[^1].Allocated is { } bytes ? $"{(double)bytes / events:F1}" : "-";
        return $"{name,-40} {events / median,12:N0} {ours / median,7:F2} {spread,8:P0} {allocated,22}";
    }

    private static double Median(List<Round> rounds) => rounds.Select(Seconds).Order().ElementAt(rounds.Count / 2);

    private static double Seconds(Round round) => round.Time.TotalSeconds;

    private static string Digest(string[] lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))))[..12];
}
