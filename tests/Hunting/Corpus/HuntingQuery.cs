using System.Text.Json;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Hunting.Corpus;

/// <summary>A query that somebody published.</summary>
/// <param name="Name">Its name in the samples.</param>
/// <param name="Text">The query.</param>
/// <param name="OtherTables">Tables it reads that are none of ours.</param>
internal sealed record HuntingQuery(string Name, string Text, IReadOnlyList<string> OtherTables)
{
    public static IReadOnlyList<HuntingQuery> All() => [.. File.ReadLines(Repository.Shared("kql", "hunting-queries.jsonl")).Select(Read)];

    /// <summary>The query with dates where it leaves them open, as a template does.</summary>
    public string Filled => Text.Replace("<StartDate>", "2026-11-01", StringComparison.Ordinal).Replace("<EndDate>", "2026-11-22", StringComparison.Ordinal);

    private static HuntingQuery Read(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return new(
            json.GetProperty("name").GetString()!,
            json.GetProperty("query").GetString()!,
            [.. json.GetProperty("other_tables").EnumerateArray().Select(t => t.GetString()!)]);
    }
}
