using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>series_fit_line(): the straight line through a series by least squares.</summary>
internal static class LineFit
{
    public static IReadOnlyList<ColumnSchema> Outputs { get; } =
    [
        new("rsquare", ScalarType.Real), new("slope", ScalarType.Real), new("variance", ScalarType.Real), new("rvariance", ScalarType.Real), new("interception", ScalarType.Real), new("line_fit", ScalarType.Dynamic),
    ];

    public static (double Slope, double Start) Coefficients(double[] series)
    {
        var (middle, mean) = ((series.Length - 1) / 2.0, series.Average());
        var slope = series.Select((y, x) => (x - middle) * (y - mean)).Sum() / series.Select((_, x) => (x - middle) * (x - middle)).Sum();
        return (slope, mean - (slope * middle));
    }

    public static DynamicArray Of(double[] series)
    {
        var (slope, start) = Coefficients(series);
        double[] line = [.. series.Select((_, x) => start + (slope * x))];
        var variance = SeriesStatistics.Variance(series);
        var rest = SeriesStatistics.Variance([.. series.Zip(line, (y, l) => y - l)]);
        return new([Dynamic.Of(variance == 0 ? 1 : 1 - (rest / variance)), Dynamic.Of(slope), Dynamic.Of(variance), Dynamic.Of(rest), Dynamic.Of(start), Series.Of(line)]);
    }

    public static DynamicBag Bag(double[] series) => new(Outputs.Zip(Of(series).Items, (output, value) => KeyValuePair.Create(output.Name, value)));
}
