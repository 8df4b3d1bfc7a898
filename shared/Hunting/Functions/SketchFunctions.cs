using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>What is asked of the states that hll() and tdigest() give.</summary>
internal static class SketchFunctions
{
    private const string Nulls = "null of what is no such state";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("dcount_hll", [Define.Try<Dynamic, long>(v => DistinctSketch.Read(v)?.Count)]) { Implies = ImpliedName.FunctionAndFirstArgument, Nulls = Nulls },
        new("hll_isvalid", [Define.Nullable<Dynamic, bool>((v, isNull) => !isNull && DistinctSketch.Read(v) is not null)]) { Nulls = "false of null" },
        new("tdigest_isvalid", [Define.Nullable<Dynamic, bool>((v, isNull) => !isNull && QuantileSketch.Read(v) is not null)]) { Nulls = "false of null" },
        new("hll_merge", [Define.Dynamics(v => DistinctSketch.Merge(v))]) { Nulls = Nulls },
        new("tdigest_merge", [Define.Dynamics(v => QuantileSketch.Merge(v))]) { Aliases = ["merge_tdigest"], Nulls = Nulls },
        new("rank_tdigest", [Define.Try<Dynamic, double, double>((v, value) => QuantileSketch.Read(v)?.Rank(value)), Define.Try<Dynamic, DateTime, double>((v, value) => QuantileSketch.Read(v)?.Rank(value.Ticks)), Define.Try<Dynamic, TimeSpan, double>((v, value) => QuantileSketch.Read(v)?.Rank(value.Ticks))]) { Nulls = Nulls },
        new("percentrank_tdigest", [Define.Try<Dynamic, double, double>((v, value) => QuantileSketch.Read(v)?.PercentRank(value)), Define.Try<Dynamic, DateTime, double>((v, value) => QuantileSketch.Read(v)?.PercentRank(value.Ticks)), Define.Try<Dynamic, TimeSpan, double>((v, value) => QuantileSketch.Read(v)?.PercentRank(value.Ticks))]) { Nulls = Nulls },
        new("percentile_tdigest", []) { Special = BindPercentile, Implies = ImpliedName.FunctionAndFirstArgument, Shape = "(digest: dynamic, percent: real [, typeof(T)]): dynamic or T", Nulls = Nulls },
        new("percentiles_array_tdigest", [Define.Dynamics(v => Percentiles(v))]) { TakesAnythingAsDynamic = true, Implies = ImpliedName.FunctionAndFirstArgument, Nulls = Nulls },
    ];

    private static BoundExpression? BindPercentile(CallSite site)
    {
        if (site.Arguments is not [{ Type: ScalarType.Dynamic } digest, var percent, ..] || site.Arguments.Length > 3 || Widening.To(percent, ScalarType.Real) is not { } real)
        {
            return null;
        }

        var found = new Call(ScalarType.Dynamic, [digest, real], Define.Of<Dynamic, double, Dynamic>((v, p) => QuantileSketch.Read(v)?.Percentile(p)!).Implementation);
        return site.Arguments.Length == 2 ? found : Widening.Convert(found, ScalarTypes.TryRead((string)site.ConstantValue(2)!, out var type) ? type : ScalarType.Dynamic);
    }

    private static DynamicArray? Percentiles(Dynamic?[] given) => QuantileSketch.Read(given[0]) is { } digest
        ? new([.. given.Skip(1).SelectMany(g => Arrays.Items(g) ?? [g]).Select(p => Numeric.Of(p) is { } percent ? digest.Percentile(percent) : null)])
        : null;
}
