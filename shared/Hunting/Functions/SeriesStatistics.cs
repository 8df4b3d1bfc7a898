using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>series_stats(): extremes and where they are, mean and spread.</summary>
internal static class SeriesStatistics
{
    public static IReadOnlyList<ColumnSchema> Outputs { get; } =
    [
        new("min", ScalarType.Real), new("min_idx", ScalarType.Long), new("max", ScalarType.Real), new("max_idx", ScalarType.Long), new("avg", ScalarType.Real), new("stdev", ScalarType.Real), new("variance", ScalarType.Real),
    ];

    /// <summary>The variance of a sample.</summary>
    public static double Variance(double[] series)
    {
        var mean = series.Average();
        return series.Length < 2 ? 0 : series.Sum(x => (x - mean) * (x - mean)) / (series.Length - 1);
    }

    public static DynamicArray Of(double[] series)
    {
        var (min, max, variance) = (series.Min(), series.Max(), Variance(series));
        return new([Dynamic.Of(min), Dynamic.Of((long)Array.IndexOf(series, min)), Dynamic.Of(max), Dynamic.Of((long)Array.IndexOf(series, max)), Dynamic.Of(series.Average()), Dynamic.Of(Math.Sqrt(variance)), Dynamic.Of(variance)]);
    }

    public static DynamicBag Bag(double[] series) => new(
    [
        .. Outputs.Zip(Of(series).Items, (output, value) => KeyValuePair.Create(output.Name, value)),
        KeyValuePair.Create("sum", (Dynamic?)Dynamic.Of(series.Sum())), KeyValuePair.Create("len", (Dynamic?)Dynamic.Of((long)series.Length)),
    ]);
}
