namespace ExposurePipeline.Hunting.Functions;

/// <summary>A series as season plus trend plus residual. The season is the median of each phase; the trend that of what is left.</summary>
internal sealed record Decomposition(double[] Seasonal, double[] Trend, double[] Series)
{
    public double[] Baseline { get; } = [.. Seasonal.Zip(Trend, (s, t) => s + t)];

    public double[] Residual => [.. Series.Zip(Baseline, (x, b) => x - b)];

    /// <summary>Period: -1 to detect it, 0 for none. The last points may be left out of the learning.</summary>
    public static Decomposition Of(double[] series, int period, string trend, int testPoints, double threshold)
    {
        var learned = series[..Math.Max(1, series.Length - Math.Max(0, testPoints))];
        var found = period < 0 ? Seasonality.Period(learned, threshold) : Math.Min(period, learned.Length);
        var seasonal = new double[series.Length];
        var phases = found <= 0 ? [] : Enumerable.Range(0, found).Select(phase => Outliers.Percentile([.. learned.Where((_, i) => i % found == phase).Order()], 0.5)).ToArray();
        for (var i = 0; found > 0 && i < seasonal.Length; i++)
        {
            seasonal[i] = phases[i % found];
        }

        double[] rest = [.. learned.Zip(seasonal, (x, s) => x - s)];
        var line = trend switch
        {
            "linefit" when rest.Length > 1 => LineFit.Coefficients(rest),
            "none" => (Slope: 0, Start: 0),
            _ => (Slope: 0, Start: rest.Average()),
        };
        return new(seasonal, [.. series.Select((_, i) => line.Start + (line.Slope * i))], series);
    }
}
