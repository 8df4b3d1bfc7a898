using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>
/// What of a series is season, what trend, and which of the rest lies far out:
/// https://learn.microsoft.com/kusto/query/series-decompose-anomalies-function.
/// </summary>
internal static class Anomalies
{
    private const string Nulls = "null where an element is no number";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("series_decompose_anomalies", [Define.Dynamics(Flagged)])
        {
            TakesAnythingAsDynamic = true, Nulls = Nulls, Check = site => CheckArguments(site, threshold: 1),
            Outputs = [new("ad_flag", ScalarType.Dynamic), new("ad_score", ScalarType.Dynamic), new("baseline", ScalarType.Dynamic)],
        },
        new("series_decompose", [Define.Dynamics(Decomposed)])
        {
            TakesAnythingAsDynamic = true, Nulls = Nulls, Check = site => CheckArguments(site, threshold: 0),
            Outputs = [new("baseline", ScalarType.Dynamic), new("seasonal", ScalarType.Dynamic), new("trend", ScalarType.Dynamic), new("residual", ScalarType.Dynamic)],
        },
        new("series_outliers", [Define.Dynamics(v => Series.Numbers(v[0]) is { } series ? Series.Of(Outliers.Scores(series, Text(v, 1, "ctukey"))) : null)]) { TakesAnythingAsDynamic = true, Nulls = Nulls, Check = CheckOutliers },
        new("series_stats", [Define.Dynamics(v => Series.Numbers(v[0]) is { Length: > 0 } series ? SeriesStatistics.Of(series) : null)]) { Nulls = Nulls, Outputs = SeriesStatistics.Outputs },
        new("series_stats_dynamic", [Define.Dynamics(v => Series.Numbers(v[0]) is { Length: > 0 } series ? SeriesStatistics.Bag(series) : null)]) { Nulls = Nulls },
        new("series_fit_line", [Define.Dynamics(v => Series.Numbers(v[0]) is { Length: > 1 } series ? LineFit.Of(series) : null)]) { Nulls = Nulls, Outputs = LineFit.Outputs },
        new("series_fit_line_dynamic", [Define.Dynamics(v => Series.Numbers(v[0]) is { Length: > 1 } series ? LineFit.Bag(series) : null)]) { Nulls = Nulls },
    ];

    private static DynamicArray? Flagged(Dynamic?[] given)
    {
        if (Series.Numbers(given[0]) is not { Length: > 0 } series)
        {
            return null;
        }

        var threshold = Number(given, 1, 1.5);
        var parts = Decomposition.Of(series, (int)Number(given, 2, -1), Text(given, 3, "avg"), (int)Number(given, 4, 0), Number(given, 6, Seasonality.Threshold));
        var scores = Outliers.Scores(parts.Residual, Text(given, 5, "ctukey"));
        var flags = scores.Select(score => Math.Abs(score) > threshold ? Math.Sign(score) : 0);
        return new([new DynamicArray([.. flags.Select(flag => Dynamic.Of((long)flag))]), Series.Of(scores), Series.Of(parts.Baseline)]);
    }

    private static DynamicArray? Decomposed(Dynamic?[] given)
    {
        if (Series.Numbers(given[0]) is not { Length: > 0 } series)
        {
            return null;
        }

        var parts = Decomposition.Of(series, (int)Number(given, 1, -1), Text(given, 2, "avg"), (int)Number(given, 3, 0), Number(given, 4, Seasonality.Threshold));
        return new([Series.Of(parts.Baseline), Series.Of(parts.Seasonal), Series.Of(parts.Trend), Series.Of(parts.Residual)]);
    }

    private static double Number(Dynamic?[] given, int index, double otherwise) => index < given.Length ? Numeric.Of(given[index]) ?? otherwise : otherwise;

    private static string Text(Dynamic?[] given, int index, string otherwise) => index < given.Length ? given[index]?.Text ?? otherwise : otherwise;

    private static void CheckArguments(CallSite site, int threshold)
    {
        if (site.KnownValue(threshold + 2) is string trend && trend is not ("avg" or "linefit" or "none"))
        {
            throw site.Refused("the trend is 'avg', 'linefit' or 'none'");
        }

        if (threshold > 0 && site.KnownValue(5) is string kind && kind is not ("ctukey" or "tukey"))
        {
            throw site.Refused("the method is 'ctukey' or 'tukey'");
        }
    }

    private static void CheckOutliers(CallSite site)
    {
        if (site.Arguments.Length > 2)
        {
            throw QueryException.Unsupported(site.Position, "series_outliers() is supported with a series and a kind only");
        }
    }
}
