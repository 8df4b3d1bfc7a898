using ExposurePipeline.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Hunting.Conformance;

/// <summary>
/// What the real engine answered, case by case. <c>passing.txt</c> names the cases that pass: it may only grow,
/// and <c>BLESS=1</c> adds those that pass now.
/// </summary>
public sealed class ConformanceTests(ITestOutputHelper output)
{
    private static readonly string[] Ratchet = ["tests", "Hunting", "Conformance", "passing.txt"];

    [SampleFact]
    public void every_case_that_once_passed_still_passes()
    {
        var verdicts = ConformanceCase.All().Where(c => !c.Nondeterministic).Select(Verdict.Of).ToArray();
        Tell(verdicts);

        var passing = verdicts.Where(v => v.Outcome is Outcome.Passed).Select(v => v.Case.Name).ToHashSet(StringComparer.Ordinal);
        var path = Repository.File(Ratchet);
        var kept = File.Exists(path) ? File.ReadAllLines(path) : [];
        Assert.Empty(kept.Except(passing));
        if (Environment.GetEnvironmentVariable("BLESS") == "1")
        {
            File.WriteAllLines(path, kept.Union(passing).Order(StringComparer.Ordinal));
        }
    }

    private void Tell(Verdict[] verdicts)
    {
        foreach (var (name, group) in new[] { ("hunting_core", verdicts.Where(v => v.Case.HuntingCore)), ("all", verdicts) })
        {
            var counts = group.CountBy(v => v.Outcome).ToDictionary();
            output.WriteLine($"{name}: {string.Join(", ", Enum.GetValues<Outcome>().Select(o => $"{counts.GetValueOrDefault(o)} {o}"))}");
        }

        var open = verdicts.Where(v => v.Outcome is not Outcome.Passed).ToArray();
        foreach (var (feature, count) in open.SelectMany(v => v.Case.Features).CountBy(f => f).OrderByDescending(f => f.Value))
        {
            output.WriteLine($"{count,5} {feature}");
        }

        foreach (var verdict in open.OrderBy(v => v.Reason, StringComparer.Ordinal))
        {
            output.WriteLine($"{verdict.Outcome} {(verdict.Case.HuntingCore ? "core " : "")}{verdict.Case.Name}: {verdict.Reason}");
        }
    }
}
