using ExposurePipeline.Hunting;
using ExposurePipeline.Tests.Hunting.Corpus.Synthetic;
using ExposurePipeline.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Hunting.Corpus;

/// <summary>
/// Published hunting queries on made-up tables, without and with doubles for what they take from outside.
/// The files name each query's outcome: it may only become better, and <c>BLESS=1</c> rewrites them.
/// </summary>
public sealed class PublicQueryTests(ITestOutputHelper output)
{
    [SampleFact]
    public void published_queries_run_on_the_four_tables_alone() => Compare("own.txt", SyntheticWorld.Tables);

    [SampleFact]
    public void with_doubles_for_what_they_take_from_outside_more_of_them_run() => Compare("doubles.txt", SyntheticWorld.WithDoubles);

    private void Compare(string file, HuntingSources sources)
    {
        var path = Repository.File("tests", "Hunting", "Corpus", file);
        var runs = HuntingQuery.All().Select(query => QueryRun.Of(query, sources)).ToArray();
        Tell(runs);
        if (Environment.GetEnvironmentVariable("BLESS") == "1")
        {
            File.WriteAllLines(path, runs.OrderBy(r => r.Query.Name, StringComparer.Ordinal).Select(r => $"{r.Query.Name}\t{r.Outcome}\t{r.Reason}".TrimEnd()));
        }

        var known = File.ReadLines(path).Select(line => line.Split('\t')).ToDictionary(parts => parts[0], parts => Enum.Parse<RunOutcome>(parts[1]));
        Assert.Empty(runs.Where(r => !known.TryGetValue(r.Query.Name, out var before) || r.Outcome > before).Select(r => $"{r.Query.Name}: {r.Outcome} {r.Reason}"));
    }

    private void Tell(QueryRun[] runs)
    {
        var own = runs.Where(r => r.Query.OtherTables.Count == 0 && r.Outcome is not RunOutcome.OtherTables).ToArray();
        var ran = own.Count(r => r.Outcome <= RunOutcome.Empty);
        output.WriteLine($"{ran} of {own.Length} queries over the four tables ran ({100.0 * ran / own.Length:f1} %), {own.Count(r => r.Outcome is RunOutcome.Rows)} of them gave rows; {runs.Length - own.Length} name other tables");
        foreach (var group in own.Where(r => r.Outcome > RunOutcome.Empty).GroupBy(r => r.Outcome))
        {
            output.WriteLine($"{group.Key}: {group.Count()}");
            foreach (var run in group.OrderBy(r => r.Reason, StringComparer.Ordinal))
            {
                output.WriteLine($"  {run.Query.Name}: {run.Reason}");
            }
        }
    }
}
