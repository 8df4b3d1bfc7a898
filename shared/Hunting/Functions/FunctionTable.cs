using ExposurePipeline.Hunting.Functions.Geo;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Every scalar function and operator, by name. A family adds its line here and nothing elsewhere.</summary>
internal static class FunctionTable
{
    public static IReadOnlyList<ScalarFunction> All { get; } =
    [
        .. Operators(Comparisons.All),
        .. Operators(Arithmetic.All),
        .. Operators(TextOperators.All),
        .. Conversions.All,
        .. Logic.All,
        .. Choice.All,
        .. Text.All,
        .. Regexes.All,
        .. Times.All,
        .. Periods.All,
        .. TimeFormat.All,
        .. Arrays.All,
        .. Bags.All,
        .. Sets.All,
        .. JsonPath.All,
        .. Numbers.All,
        .. Types.All,
        .. Hashes.All,
        .. Encodings.All,
        .. Urls.All,
        .. Ipv4.All,
        .. Ipv6.All,
        .. RowFunctions.All,
        .. Series.All,
        .. Anomalies.All,
        .. SeriesFilters.All,
        .. Locations.All,
        .. XmlText.All,
        .. Units.All,
        .. Compression.All,
        .. Punycode.All,
        .. Distributions.All,
        .. Existence.All,
        .. Fourier.All,
        .. Paths.All,
        .. SketchFunctions.All,
        .. GeoPoints.All,
        .. GeoLines.All,
        .. GeoPolygons.All,
        .. Geohash.All,
        .. GeoCells.All,
        .. GeoHexagons.All,
        .. GeoOverlays.All,
    ];

    private static readonly Dictionary<string, ScalarFunction> ByName =
        All.SelectMany(f => f.Aliases.Prepend(f.Name), (f, name) => (name, f)).ToDictionary(StringComparer.Ordinal);

    /// <summary>What can be called by name.</summary>
    public static IEnumerable<string> Names => ByName.Where(f => !f.Value.IsOperator).Select(f => f.Key);

    public static ScalarFunction? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<ScalarFunction> Operators(IEnumerable<ScalarFunction> family) => family.Select(f => f with { IsOperator = true });
}
