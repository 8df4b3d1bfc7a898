using System.Diagnostics;
using System.Globalization;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace ExposurePipeline.Tests.Support.Fuzzing;

/// <summary>
/// Random inputs for one target, a few in the test command. <c>FUZZ_CASES=n</c> gives every target n inputs, <c>FUZZ_MINUTES=n</c> n minutes;
/// <c>FUZZ_SEED=n</c> makes others, or the same again. Every input has a seed of its own, so that the one that failed can be repeated alone.
/// </summary>
/// <param name="target">What is fed.</param>
/// <param name="output">Where the totals are told: <c>dotnet test --logger "console;verbosity=detailed"</c> prints them.</param>
public sealed class FuzzRun(string target, ITestOutputHelper output)
{
    private const int UsualSeed = 17;

    private static readonly int? Cases = Knob("FUZZ_CASES");
    private static readonly int? Minutes = Knob("FUZZ_MINUTES");
    private static readonly int Seed = Knob("FUZZ_SEED") ?? UsualSeed;

    /// <summary>Feeds inputs until there were enough of them.</summary>
    /// <param name="usual">How many in the test command.</param>
    /// <param name="isAccepted">Makes an input, feeds it, asserts what must hold, and tells whether it was accepted.</param>
    /// <exception cref="XunitException">Something did not hold; names the input.</exception>
    public void Each(int usual, Func<Random, bool> isAccepted)
    {
        var (clock, accepted, input) = (Stopwatch.StartNew(), 0L, 0);
        for (; Goes(input, usual, clock.Elapsed); input++)
        {
            try
            {
                accepted += isAccepted(new Random(HashCode(input))) ? 1 : 0;
            }
            catch (Exception fault)
            {
                throw new XunitException($"{target}: input {input} of FUZZ_SEED={Seed}: {fault.Message}", fault);
            }
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"fuzz {target}: {input} inputs, {accepted} accepted, {input - accepted} refused, seed {Seed}, {clock.Elapsed.TotalSeconds:f1} s"));
    }

    private static bool Goes(int input, int usual, TimeSpan elapsed) =>
        Minutes is { } minutes ? elapsed.TotalMinutes < minutes : input < (Cases ?? usual);

    // Not System.HashCode, whose own seed is another in every process.
    private static int HashCode(int input) => unchecked((Seed * 1_000_003) ^ (input * 486_187_739));

    private static int? Knob(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
