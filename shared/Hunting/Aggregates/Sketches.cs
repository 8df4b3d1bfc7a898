using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Functions;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>hll and tdigest: states that are merged and asked later.</summary>
internal static class Sketches
{
    public static IEnumerable<Aggregate> All =>
    [
        new("hll", "(value [, accuracy: long]): dynamic", "skips nulls; null of none", site => Distinct(site, null)),
        new("hll_if", "(value, predicate: bool [, accuracy: long]): dynamic", "skips nulls; null of none", site => Distinct(site, site.Predicate(1))),
        new("hll_merge", "(sketch: dynamic): dynamic", "skips what is no sketch; null of none", site => Merged(site, "hll_merge_", DistinctSketch.Merge)),
        new("tdigest", "(value [, weight: long]): dynamic", "skips nulls; null of none", Digest),
        new("tdigest_merge", "(digest: dynamic): dynamic", "skips what is no digest; null of none", site => Merged(site, "tdigest_merge_", QuantileSketch.Merge)) { Aliases = ["merge_tdigest"] },
    ];

    private static BoundAggregate Distinct(AggregateSite site, BoundExpression? predicate)
    {
        var hash = FunctionBinder.Bind(new(FunctionTable.Find("hash")!, site.Call.Position, [Hashable(site.Argument(0))], site.Rows.Query.Context));
        return new(site.NameOf("hll_"), ScalarType.Dynamic, () => new Folding<long, DistinctSketch?, Dynamic>(
            hash, predicate, (sketch, v) => (sketch ?? new()).With((ulong)v), (sketch, _) => sketch?.Written!, (_, seen) => !seen));
    }

    private static BoundExpression Hashable(BoundExpression value) => value.Type is ScalarType.Int ? Widening.To(value, ScalarType.Long)! : value.Type is ScalarType.Decimal ? Widening.To(value, ScalarType.String)! : value;

    private static BoundAggregate Digest(AggregateSite site)
    {
        var value = site.Argument(0).Type is ScalarType.DateTime or ScalarType.TimeSpan ? Widening.To(site.Argument(0), ScalarType.Dynamic)! : Widening.To(ExpressionBinder.As(site.Argument(0), ScalarType.Real, site.Call.Position), ScalarType.Dynamic)!;
        var weight = site.Count > 1 ? ExpressionBinder.As(site.Argument(1), ScalarType.Long, site.Call.Position) : new Constant(ScalarType.Long, 1L);
        var both = new Call(ScalarType.Dynamic, [value, Widening.To(weight, ScalarType.Dynamic)!], Define.Of<Dynamic, Dynamic, Dynamic>((v, w) => new DynamicArray([v, w])).Implementation);
        return new(site.NameOf("tdigest_"), ScalarType.Dynamic, () => new Folding<Dynamic, QuantileSketch?, Dynamic>(
            both, null, (sketch, v) => (sketch ?? new()).With(((DynamicArray)v).Items), (sketch, _) => sketch?.Written!, (_, seen) => !seen));
    }

    private static BoundAggregate Merged(AggregateSite site, string prefix, Func<IEnumerable<Dynamic?>, Dynamic?> merge)
    {
        var sketch = ExpressionBinder.As(site.Argument(0), ScalarType.Dynamic, site.Call.Position);
        return new(site.NameOf(prefix), ScalarType.Dynamic, () => new Folding<Dynamic, List<Dynamic?>?, Dynamic>(
            sketch, null, (all, v) => [.. all ?? [], v], (all, _) => merge(all ?? [])!, (all, _) => merge(all ?? []) is null));
    }
}
