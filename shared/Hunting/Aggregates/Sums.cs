using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>sum and avg, also with a predicate.</summary>
internal static class Sums
{
    public static IEnumerable<Aggregate> All =>
    [
        new("sum", "(value): long, real, decimal or timespan", "skips nulls; 0 of none", site => Sum(site, "sum_", null)),
        new("sumif", "(value, predicate: bool): long, real, decimal or timespan", "skips nulls; 0 of none", site => Sum(site, "sumif_", site.Predicate(1))),
        new("avg", "(value): real, decimal, timespan or datetime", "skips nulls; NaN of none", site => Average(site, "avg_", null)),
        new("avgif", "(value, predicate: bool): real, decimal, timespan or datetime", "skips nulls; NaN of none", site => Average(site, "avgif_", site.Predicate(1))),
    ];

    private static BoundAggregate Sum(AggregateSite site, string prefix, BoundExpression? predicate)
    {
        var (value, name) = (site.Argument(0), site.NameOf(prefix));
        return value.Type switch
        {
            ScalarType.Int or ScalarType.Long or ScalarType.Bool => new(name, ScalarType.Long, Folded<long>(Widening.To(value, ScalarType.Long)!, predicate, (sum, v) => unchecked(sum + v), isExact: true)),
            ScalarType.Real or ScalarType.Dynamic => new(name, ScalarType.Real, Folded<double>(Widening.To(value, ScalarType.Real)!, predicate, (sum, v) => sum + v)),
            ScalarType.Decimal => new(name, ScalarType.Decimal, Folded<decimal>(value, predicate, (sum, v) => sum + v)),
            ScalarType.TimeSpan => new(name, ScalarType.TimeSpan, Folded<TimeSpan>(value, predicate, (sum, v) => new(unchecked(sum.Ticks + v.Ticks)), isExact: true)),
            _ => throw site.WrongType(value),
        };
    }

    private static BoundAggregate Average(AggregateSite site, string prefix, BoundExpression? predicate)
    {
        var (value, name) = (site.Argument(0), site.NameOf(prefix));
        return value.Type switch
        {
            ScalarType.DateTime => new(name, value.Type, () => new Folding<DateTime, (Int128 Sum, long Count), DateTime>(
                value, predicate, (s, v) => (s.Sum + v.Ticks, s.Count + 1), (s, _) => new((long)(s.Sum / s.Count)), (_, seen) => !seen) { Both = (a, b) => (a.Sum + b.Sum, a.Count + b.Count) }),
            ScalarType.TimeSpan => new(name, value.Type, () => new Folding<TimeSpan, (Int128 Sum, long Count), TimeSpan>(
                value, predicate, (s, v) => (s.Sum + v.Ticks, s.Count + 1), (s, _) => new((long)(s.Sum / s.Count)), (_, seen) => !seen) { Both = (a, b) => (a.Sum + b.Sum, a.Count + b.Count) }),
            ScalarType.Decimal => new(name, value.Type, () => new Folding<decimal, (decimal Sum, long Count), decimal>(
                value, predicate, (s, v) => (s.Sum + v, s.Count + 1), (s, _) => s.Sum / s.Count, (_, seen) => !seen)),
            ScalarType.Long or ScalarType.Int or ScalarType.Bool => new(name, ScalarType.Real, () => new Folding<long, (long Sum, long Count), double>(
                Widening.To(value, ScalarType.Long)!, predicate, (s, v) => (unchecked(s.Sum + v), s.Count + 1), (s, _) => (double)s.Sum / s.Count) { Both = (a, b) => (unchecked(a.Sum + b.Sum), a.Count + b.Count) }),
            _ => new(name, ScalarType.Real, () => new Folding<double, (double Sum, long Count), double>(
                Widening.To(value, ScalarType.Real) ?? throw site.WrongType(value), predicate, (s, v) => (s.Sum + v, s.Count + 1), (s, _) => s.Sum / s.Count)),
        };
    }

    // Sums of real numbers depend on their order.
    private static Func<Accumulator> Folded<T>(BoundExpression value, BoundExpression? predicate, Func<T, T, T> add, bool isExact = false) where T : struct
        => () => new Folding<T, T, T>(value, predicate, add, (sum, _) => sum) { Both = isExact ? add : null };
}
