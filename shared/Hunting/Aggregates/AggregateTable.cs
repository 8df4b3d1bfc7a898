namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>Every aggregate, by name. A family adds its line here and nothing elsewhere.</summary>
internal static class AggregateTable
{
    public static IReadOnlyList<Aggregate> All { get; } =
    [
        .. Counts.All,
        .. Sums.All,
        .. Extremes.All,
        .. Collections.All,
        .. ArgExtremes.All,
        .. Distincts.All,
        .. Spreads.All,
        .. Percentiles.All,
        .. Bits.All,
        .. Schemas.All,
        .. Sketches.All,
    ];

    private static readonly Dictionary<string, Aggregate> ByName =
        All.SelectMany(a => a.Aliases.Prepend(a.Name), (a, name) => (name, a)).ToDictionary(StringComparer.Ordinal);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Aggregate? Find(string name) => ByName.GetValueOrDefault(name);
}
