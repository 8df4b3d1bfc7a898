using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Series with gaps filled, filtered, or reduced to their season.</summary>
internal static class SeriesFilters
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("series_fill_linear", [Define.Dynamics(FillLinear)]) { TakesAnythingAsDynamic = true, Nulls = "(series [, missing [, fill the edges [, value of a series of gaps alone: 0]]]); fills nulls" },
        new("series_iir", [Define.Dynamics(v => v is [var series, var over, var under] && Series.Numbers(series) is { } x && Series.Numbers(over) is { } b && Series.Numbers(under) is { Length: > 0 } a ? Series.Of(Recursive(x, b, a)) : null)]) { Nulls = "null where an element is no number" },
        new("series_seasonal", [Define.Dynamics(v => Series.Numbers(v[0]) is { Length: > 0 } series ? Series.Of(Decomposition.Of(series, v.Length > 1 ? (int)(Numeric.Of(v[1]) ?? -1) : -1, "none", 0, Seasonality.Threshold).Seasonal) : null)]) { TakesAnythingAsDynamic = true, Nulls = "null where an element is no number" },
    ];

    private static DynamicArray? FillLinear(Dynamic?[] given)
    {
        if (Arrays.Items(given[0]) is not { } items)
        {
            return null;
        }

        var missing = given.Length > 1 ? Numeric.Of(given[1]) : null;
        var edges = given.Length < 3 || given[2] is not DynamicScalar<bool> { Value: false };
        var numbers = items.Select(Numeric.Of).Select(n => n == missing ? null : n).ToArray();
        var known = Enumerable.Range(0, numbers.Length).Where(i => numbers[i] is not null).ToArray();
        if (known.Length == 0)
        {
            return new([.. items.Select(_ => given.Length > 3 ? given[3] : Dynamic.Of(0L))]);
        }

        // A series of whole numbers stays one.
        var whole = known.All(i => items[i] is DynamicScalar<long>);
        return new([.. items.Select((item, i) => numbers[i] is not null ? item : Between(numbers, known, i, edges) is not { } value ? null : whole ? Dynamic.Of((long)value) : Dynamic.Of(value))]);
    }

    // On the line between the nearest known neighbours; before the first and after the last, those themselves.
    private static double? Between(double?[] numbers, int[] known, int at, bool edges)
    {
        var after = Array.FindIndex(known, i => i > at);
        if (after <= 0)
        {
            return edges ? numbers[after < 0 ? known[^1] : known[0]] : null;
        }

        var (left, right) = (known[after - 1], known[after]);
        return numbers[left] + ((numbers[right] - numbers[left]) * (at - left) / (right - left));
    }

    private static double[] Recursive(double[] series, double[] over, double[] under)
    {
        var result = new double[series.Length];
        for (var i = 0; i < result.Length; i++)
        {
            var sum = 0.0;
            for (var k = 0; k <= Math.Min(i, Math.Max(over.Length, under.Length)); k++)
            {
                sum += k < over.Length ? over[k] * series[i - k] : 0;
                sum -= k > 0 && k < under.Length ? under[k] * result[i - k] : 0;
            }

            result[i] = sum / under[0];
        }

        return result;
    }
}
