using ExposurePipeline.Hunting;
using ExposurePipeline.Tests.Hunting.Conformance;
using ExposurePipeline.Tests.Hunting.Corpus;
using ExposurePipeline.Tests.Hunting.Corpus.Synthetic;
using ExposurePipeline.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Hunting.Oracle;

/// <summary>
/// Our parser and binder against the language's own. <c>differences.txt</c> names the queries on which they part, each under a reason:
/// it may only shrink, and <c>BLESS=1</c> rewrites it. Where the real engine was measured to do as ours does, there is no difference.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    private static readonly string Known = Repository.File("tests", "Hunting", "Oracle", "differences.txt");

    private static readonly HuntingSources Sources = SyntheticWorld.WithDoubles;

    [OracleFact]
    public async Task queries_parse_and_bind_as_in_the_language_itself()
    {
        var conformance = ConformanceCase.All();
        (string Name, string Query)[] queries = [.. HuntingQuery.All().Select(q => (q.Name, q.Text)), .. conformance.Select(c => (c.Name, c.Query))];
        var oracle = await LanguageOracle.AskAsync(Sources, queries);
        var ours = queries.ToDictionary(q => q.Name, q => OurVerdict.Of(q.Query, Sources, new(new FixedTime(SyntheticWorld.Now))));
        var measured = conformance.Where(c => Measured.Confirms(c, ours[c.Name])).Select(c => c.Name).ToHashSet();
        var parted = queries.Select(q => Disagreement.Between(ours[q.Name], oracle[q.Name])).OfType<Disagreement>().ToArray();
        Disagreement[] differences = [.. parted.Where(d => !measured.Contains(d.Query))];

        output.WriteLine($"{queries.Length - parted.Length} of {queries.Length} agree; {parted.Length - differences.Length} are as the real engine was measured; {differences.Count(d => d.IsUnsupported)} are refused by name");
        Compare(differences);
    }

    private static void Compare(Disagreement[] differences)
    {
        if (Environment.GetEnvironmentVariable("BLESS") == "1")
        {
            File.WriteAllLines(Known, Differences.Read(Known).Lines(differences));
        }

        var known = Differences.Read(Known);
        Assert.Empty(differences.Where(d => !known.Knows(d)).Select(d => $"{d.Query}: {d.Text}"));
    }
}
