namespace ExposurePipeline.Hunting.Functions;

/// <summary>Finds the period of a series: the lag at which it, without its trend, resembles itself most.</summary>
internal static class Seasonality
{
    /// <summary>How alike it must be, from 0 to 1.</summary>
    public const double Threshold = 0.6;

    private const int Shortest = 4;

    /// <summary>The period; 0 when there is none.</summary>
    public static int Period(double[] series, double threshold)
    {
        var (slope, start) = series.Length > 1 ? LineFit.Coefficients(series) : (0, 0);
        var rest = series.Select((x, i) => x - start - (slope * i)).ToArray();
        var power = rest.Sum(x => x * x);
        var longest = (series.Length - 1) / 2;
        if (power <= 0 || longest <= Shortest)
        {
            return 0;
        }

        var likeness = Enumerable.Range(0, longest + 2).Select(lag => lag < Shortest - 1 || lag >= rest.Length ? 0 : Likeness(rest, lag) / power).ToArray();
        var peaks = Enumerable.Range(Shortest, longest - Shortest + 1).Where(lag => likeness[lag] >= threshold && likeness[lag] >= likeness[lag - 1] && likeness[lag] >= likeness[lag + 1]).ToArray();
        return peaks.Length == 0 ? 0 : peaks.MaxBy(lag => likeness[lag]);
    }

    // Longer lags compare fewer points, and so count for less: halfway between their sum, which that makes too small, and their mean.
    private static double Likeness(double[] rest, int lag)
    {
        var sum = 0.0;
        for (var i = lag; i < rest.Length; i++)
        {
            sum += rest[i] * rest[i - lag];
        }

        return sum / Math.Sqrt((rest.Length - lag) / (double)rest.Length);
    }
}
