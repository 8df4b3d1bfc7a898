using System.Text.Json;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Tests.Hunting.Conformance;
using ExposurePipeline.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Hunting.Syntax;

public sealed class CorpusTests(ITestOutputHelper output)
{
    // What is refused on purpose: each is told by name and position.
    private static readonly string[] Refused =
    [
        "datetime(<", // a template's placeholder
        "datetime(13-02-2022)", // no month has the number 13
        "declare pattern", // patterns of statements are not supported
        "inline_external_table", // reads from open addresses
        ".drop graph_snapshot", // a management command is no query
    ];

    [SampleFact]
    public void public_hunting_queries_parse()
        => AssertParse(File.ReadLines(Repository.Shared("kql", "hunting-queries.jsonl")).Select(Named));

    [SampleFact]
    public void queries_that_the_real_engine_answers_parse()
        => AssertParse(ConformanceCase.All().Where(c => !c.ExpectsError).Select(c => (c.Name, c.Query)));

    private void AssertParse(IEnumerable<(string Name, string Query)> queries)
    {
        var all = queries.ToArray();
        var refused = all.Select(q => (q.Name, Parser.Parse(q.Query).Diagnostics)).Where(q => q.Diagnostics.Count > 0).ToArray();
        foreach (var (name, diagnostics) in refused)
        {
            output.WriteLine($"{name}: {diagnostics[0]}");
        }

        output.WriteLine($"{all.Length - refused.Length} of {all.Length} parse");
        Assert.Equal(all.Where(q => Array.Exists(Refused, part => q.Query.Contains(part, StringComparison.Ordinal))).Select(q => q.Name), refused.Select(q => q.Name));
    }

    private static (string, string) Named(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return (json.GetProperty("name").GetString()!, json.GetProperty("query").GetString()!);
    }
}
