using System.Text.Json;
using ExposurePipeline.Tests.Support;

namespace ExposurePipeline.Tests.Hunting.Conformance;

/// <summary>One case of the third-party samples: a query that carries its data, and what the real engine answered.</summary>
internal sealed record ConformanceCase(string Name, string Query, JsonElement Expected, bool ExactOrder, bool Nondeterministic, bool SetSemantics, bool HuntingCore, IReadOnlyList<string> Features)
{
    public bool ExpectsError => Expected.TryGetProperty("error", out _);

    public static IReadOnlyList<ConformanceCase> All() => [.. File.ReadLines(Repository.Shared("kql", "conformance.jsonl")).Select(Read)];

    private static ConformanceCase Read(string line)
    {
        var json = JsonDocument.Parse(line).RootElement;
        return new(
            json.GetProperty("name").GetString()!,
            json.GetProperty("query").GetString()!,
            json.GetProperty("expected"),
            json.GetProperty("order").GetString() == "exact",
            json.GetProperty("nondeterministic").GetBoolean(),
            json.GetProperty("set_semantics").GetBoolean(),
            json.GetProperty("hunting_core").GetBoolean(),
            [.. json.GetProperty("features").EnumerateArray().Select(f => f.GetString()!)]);
    }
}
