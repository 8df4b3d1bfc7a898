using ExposurePipeline.Tests.Hunting.Conformance;

namespace ExposurePipeline.Tests.Hunting.Oracle;

/// <summary>What the real engine was seen to do, which outweighs what the language service says of it.</summary>
internal static class Measured
{
    // The other samples are what a page or another implementation says.
    private static readonly string[] ByTheEngine = ["docs/", "k2s/", "duck"];

    /// <summary>Whether the engine was asked this query and did as ours does: refused it, or gave these columns.</summary>
    public static bool Confirms(ConformanceCase conformance, OurVerdict ours)
        => Array.Exists(ByTheEngine, set => conformance.Name.StartsWith(set, StringComparison.Ordinal))
            && (conformance.ExpectsError ? ours.Error is not null : ours.Columns is { } columns && columns.SequenceEqual(Columns(conformance)));

    private static IEnumerable<OracleColumn> Columns(ConformanceCase conformance)
        => conformance.Expected.GetProperty("columns").EnumerateArray().Select(c => new OracleColumn(c.GetProperty("name").GetString()!, c.GetProperty("type").GetString()!));
}
