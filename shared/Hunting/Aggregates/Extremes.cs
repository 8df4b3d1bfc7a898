using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>min and max, also with a predicate.</summary>
internal static class Extremes
{
    public static IEnumerable<Aggregate> All =>
    [
        new("min", "(value: T): T", "skips nulls; null of none", site => Extreme(site, "min_", null, -1)),
        new("max", "(value: T): T", "skips nulls; null of none", site => Extreme(site, "max_", null, 1)),
        new("minif", "(value: T, predicate: bool): T", "skips nulls; null of none", site => Extreme(site, "minif_", site.Predicate(1), -1)),
        new("maxif", "(value: T, predicate: bool): T", "skips nulls; null of none", site => Extreme(site, "maxif_", site.Predicate(1), 1)),
    ];

    private static BoundAggregate Extreme(AggregateSite site, string prefix, BoundExpression? predicate, int sign)
    {
        var value = site.Argument(0);
        return new(site.NameOf(prefix), value.Type, value.Type switch
        {
            ScalarType.Bool => Of<bool>(value, predicate, sign),
            ScalarType.Int => Of<int>(value, predicate, sign),
            ScalarType.Long => Of<long>(value, predicate, sign),
            ScalarType.Real => Of<double>(value, predicate, sign),
            ScalarType.Decimal => Of<decimal>(value, predicate, sign),
            ScalarType.DateTime => Of<DateTime>(value, predicate, sign),
            ScalarType.TimeSpan => Of<TimeSpan>(value, predicate, sign),
            ScalarType.Guid => Of<Guid>(value, predicate, sign),
            ScalarType.String => () => new Folding<string, string?, string>(value, predicate, (best, v) => Better(best, v, sign), (best, _) => best!, (_, seen) => !seen) { Both = (a, b) => Better(a, b!, sign) },
            _ => throw site.WrongType(value),
        });
    }

    private static Func<Accumulator> Of<T>(BoundExpression value, BoundExpression? predicate, int sign) where T : struct, IComparable<T>
    {
        T? Better(T? best, T v) => best is null || IsNaN(v) || (!IsNaN(best.Value) && v.CompareTo(best.Value) * sign > 0) ? v : best;
        return () => new Folding<T, T?, T>(value, predicate, Better, (best, _) => best!.Value, (_, seen) => !seen) { Both = EqualsAreSame<T>() ? (a, b) => Better(a, b!.Value) : null };
    }

    // Two zeros that differ in their sign, and decimals that differ in their digits, compare as equal: the first one stays.
    private static bool EqualsAreSame<T>() => typeof(T) != typeof(double) && typeof(T) != typeof(decimal);

    private static string Better(string? best, string value, int sign) => best is null || string.CompareOrdinal(value, best) * (long)sign > 0 ? value : best;

    // What is not a number hides what is.
    private static bool IsNaN<T>(T value) => value is double.NaN;
}
