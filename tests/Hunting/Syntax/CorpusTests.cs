using System.Text.Json;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Tests.Hunting.Conformance;
using ExposurePipeline.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Hunting.Syntax;

public sealed class CorpusTests(ITestOutputHelper output)
{
    [SampleFact]
    public void public_hunting_queries_parse()
        => AssertParse(File.ReadLines(Repository.Shared("kql", "hunting-queries.jsonl")).Select(Named));

    [SampleFact]
    public void queries_that_the_real_engine_answers_parse()
        => AssertParse(ConformanceCase.All().Where(c => !c.ExpectsError).Select(c => (c.Name, c.Query)));

    private void AssertParse(IEnumerable<(string Name, string Query)> queries)
    {
        var refused = queries.Select(q => (q.Name, Parser.Parse(q.Query).Diagnostics)).Where(q => q.Diagnostics.Count > 0).ToArray();
        foreach (var (name, diagnostics) in refused)
        {
            output.WriteLine($"{name}: {diagnostics[0]}");
        }

        Assert.Empty(refused.Select(q => q.Name));
    }

    private static (string, string) Named(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return (json.GetProperty("name").GetString()!, json.GetProperty("query").GetString()!);
    }
}
