namespace ExposurePipeline.Benchmarks;

/// <summary>What is told of a series.</summary>
internal static class Statistics
{
    /// <summary>The largest spread at which a median says something.</summary>
    public const double TrustedSpread = 0.25;

    public static double Median(IEnumerable<double> values) => Percentile(values, 50);

    /// <summary>The distance of the extremes, as a share of the median.</summary>
    public static double Spread(IReadOnlyCollection<double> values) => (values.Max() - values.Min()) / Median(values);

    /// <summary>The smallest value that at least so many percent do not exceed.</summary>
    public static double Percentile(IEnumerable<double> values, double percent)
    {
        var ordered = values.Order().ToArray();
        return ordered[Math.Max(0, (int)Math.Ceiling(ordered.Length * percent / 100) - 1)];
    }
}
