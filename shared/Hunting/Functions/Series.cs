using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Series: arrays of numbers, worked on element by element or summed up.</summary>
internal static class Series
{
    private const string Nulls = "null where an element is no number";

    public static IEnumerable<ScalarFunction> All =>
    [
        .. new (string Name, Func<double, double, double> Of)[]
        {
            ("series_add", (a, b) => a + b), ("series_subtract", (a, b) => a - b), ("series_multiply", (a, b) => a * b), ("series_divide", (a, b) => a / b), ("series_pow", Math.Pow),
        }.Select(f => Pairwise(f.Name, (a, b) => Dynamic.Of(f.Of(a, b)))),
        .. new (string Name, Func<double, double, bool> Of)[]
        {
            ("series_equals", (a, b) => a == b), ("series_not_equals", (a, b) => a != b), ("series_less", (a, b) => a < b), ("series_less_equals", (a, b) => a <= b), ("series_greater", (a, b) => a > b), ("series_greater_equals", (a, b) => a >= b),
        }.Select(f => Pairwise(f.Name, (a, b) => Dynamic.Of(f.Of(a, b)))),
        .. new (string Name, Func<double, double> Of)[]
        {
            ("series_abs", Math.Abs), ("series_sign", v => Math.Sign(v)), ("series_floor", Math.Floor), ("series_ceiling", Math.Ceiling), ("series_exp", Math.Exp), ("series_log", Math.Log), ("series_sin", Math.Sin), ("series_cos", Math.Cos),
            ("series_tan", Math.Tan), ("series_asin", Math.Asin), ("series_acos", Math.Acos), ("series_atan", Math.Atan),
        }.Select(f => new ScalarFunction(f.Name, [Define.Of<Dynamic, Dynamic>(v => Each(v, f.Of)!)]) { Nulls = Nulls }),
        new("series_sum", [Define.Try<Dynamic, double>(v => Numbers(v)?.Sum())]) { Nulls = Nulls },
        new("series_product", [Define.Try<Dynamic, double>(v => Numbers(v)?.Aggregate(1.0, (a, b) => a * b))]) { Nulls = Nulls },
        new("series_magnitude", [Define.Try<Dynamic, double>(v => Numbers(v) is { } numbers ? Math.Sqrt(Dot(numbers, numbers)) : null)]) { Nulls = Nulls },
        new("series_dot_product", [Define.TryDynamics<double>(v => v is [var a, var b] && Aligned(a, b) is { } pair ? Dot(pair.A, pair.B) : null)]) { TakesAnythingAsDynamic = true, Nulls = Nulls },
        new("series_cosine_similarity", [Define.TryDynamics<double>(v => v is [var a, var b] && Aligned(a, b) is { } pair ? Dot(pair.A, pair.B) / Math.Sqrt(Dot(pair.A, pair.A) * Dot(pair.B, pair.B)) : null)]) { Nulls = Nulls },
        new("series_pearson_correlation", [Define.TryDynamics<double>(v => v is [var a, var b] && Aligned(a, b) is { } pair ? Correlation(pair.A, pair.B) : null)]) { Nulls = Nulls },
        new("series_fill_const", [Define.Dynamics(v => v is [DynamicArray series, var filler] ? new DynamicArray([.. series.Items.Select(item => item ?? filler)]) : null)]) { TakesAnythingAsDynamic = true, Nulls = "fills nulls" },
        new("series_fill_forward", [Define.Of<Dynamic, Dynamic>(v => Filled(v, backward: false)!)]) { Nulls = "fills nulls" },
        new("series_fill_backward", [Define.Of<Dynamic, Dynamic>(v => Filled(v, backward: true)!)]) { Nulls = "fills nulls" },
    ];

    /// <summary>The numbers of a series; null where one is no number.</summary>
    public static double[]? Numbers(Dynamic? value)
    {
        var numbers = Arrays.Items(value)?.Select(Numeric.Of).ToArray();
        return numbers is null || numbers.Contains(null) ? null : Array.ConvertAll(numbers, n => n!.Value);
    }

    public static DynamicArray Of(IEnumerable<double> numbers) => new([.. numbers.Select(Dynamic.Of)]);

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static double Correlation(double[] a, double[] b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        var (offA, offB) = (Array.ConvertAll(a, x => x - meanA), Array.ConvertAll(b, y => y - meanB));
        return Dot(offA, offB) / Math.Sqrt(Dot(offA, offA) * Dot(offB, offB));
    }

    private static DynamicArray? Each(Dynamic value, Func<double, double> f)
        => Arrays.Items(value) is { } items ? new([.. items.Select(item => Numeric.Of(item) is { } number ? Dynamic.Of(f(number)) : null)]) : null;

    // A single number stands for a series of it; the longer series' surplus has no partner and is null.
    private static ScalarFunction Pairwise(string name, Func<double, double, Dynamic> f) => new(name, [Define.Dynamics(v => v is [var a, var b] ? Pairwise(a, b, f) : null)]) { TakesAnythingAsDynamic = true, Nulls = Nulls };

    private static DynamicArray? Pairwise(Dynamic? a, Dynamic? b, Func<double, double, Dynamic> f)
    {
        var (left, right) = (Arrays.Items(a), Arrays.Items(b));
        if (left is null && right is null)
        {
            return null;
        }

        return new([.. Enumerable.Range(0, Math.Max(left?.Count ?? 0, right?.Count ?? 0)).Select(i => Numeric.Of(At(a, left, i)) is { } x && Numeric.Of(At(b, right, i)) is { } y ? f(x, y) : null)]);
    }

    private static Dynamic? At(Dynamic? value, IReadOnlyList<Dynamic?>? items, int index) => items is null ? value : index < items.Count ? items[index] : null;

    private static (double[] A, double[] B)? Aligned(Dynamic? a, Dynamic? b)
    {
        var (left, right) = (Numbers(a), Numbers(b));
        left ??= right is not null && Numeric.Of(a) is { } x ? [.. Enumerable.Repeat(x, right.Length)] : null;
        right ??= left is not null && Numeric.Of(b) is { } y ? [.. Enumerable.Repeat(y, left.Length)] : null;
        return left is not null && right is not null && left.Length == right.Length ? (left, right) : null;
    }

    private static DynamicArray? Filled(Dynamic value, bool backward)
    {
        if (Arrays.Items(value) is not { } items)
        {
            return null;
        }

        var filled = items.ToArray();
        for (var i = 1; i < filled.Length; i++)
        {
            var (here, there) = backward ? (filled.Length - 1 - i, filled.Length - i) : (i, i - 1);
            filled[here] ??= filled[there];
        }

        return new(filled);
    }
}
