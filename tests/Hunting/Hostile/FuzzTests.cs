using ExposurePipeline.Hunting;
using ExposurePipeline.Tests.Hunting.Conformance;
using ExposurePipeline.Tests.Hunting.Corpus;
using ExposurePipeline.Tests.Hunting.Corpus.Synthetic;
using ExposurePipeline.Tests.Support;
using ExposurePipeline.Tests.Support.Fuzzing;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Hunting.Hostile;

/// <summary>Damaged queries on the made-up tables. Whatever is asked, the engine answers or refuses; it neither throws nor overruns its budget.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Usual = 400;
    private static readonly TimeSpan Allowed = TimeSpan.FromSeconds(2);

    // One batch, and what the garbage collector takes: a budget is looked at between them.
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(20);

    private static readonly HuntingOptions Options = new(new FixedTime(SyntheticWorld.Now), MaxTime: Allowed, MaxBytes: 128 << 20);

    [SampleFact]
    public void damaged_queries_are_answered_or_refused()
    {
        var damage = new QueryDamage([.. HuntingQuery.All().Select(q => q.Filled), .. ConformanceCase.All().Select(c => c.Query)]);
        new FuzzRun("hunting", output).Each(Usual, random => IsAnswered(damage.Any(random)));
    }

    private static bool IsAnswered(string query)
    {
        using var late = new CancellationTokenSource(Late);
        try
        {
            var answer = HuntingEngine.Run(query, SyntheticWorld.WithDoubles, Options, late.Token);
            Assert.False(late.IsCancellationRequested, "the budget was overrun");
            Assert.True(answer.Result is not null || answer.Error!.Diagnostics is [{ Line: > 0, Column: > 0, Message.Length: > 0 }, ..], "neither a result nor an error with its place");
            return answer.Result is not null;
        }
        catch (Exception fault)
        {
            throw new InvalidOperationException($"{fault.GetType().Name}: {fault.Message} of\n{query}", fault);
        }
    }
}
