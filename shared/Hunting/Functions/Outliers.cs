namespace ExposurePipeline.Hunting.Functions;

/// <summary>Tukey's test: how far each value lies outside the range between two percentiles, in such ranges; 0 inside.</summary>
internal static class Outliers
{
    // Between the 10th and the 90th percentile; scaled so that 1.5 marks a mild outlier as with quartiles. Measured on the real engine.
    private const double CustomScale = 2.7726056055079136;

    public static double[] Scores(double[] series, string kind)
    {
        double[] sorted = [.. series.Order()];
        var edge = kind == "tukey" ? 0.25 : 0.1;
        var (low, high) = (Percentile(sorted, edge), Percentile(sorted, 1 - edge));
        var scale = (kind == "tukey" ? 1 : CustomScale) / (high - low);
        return Array.ConvertAll(series, x => high <= low ? 0 : x > high ? (x - high) * scale : x < low ? (x - low) * scale : 0);
    }

    /// <summary>Of values in order, the one at a share from 0 to 1, between two where it falls between them.</summary>
    public static double Percentile(double[] sorted, double share)
    {
        var place = (sorted.Length - 1) * share;
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted.Length == 0 ? 0 : sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}
