using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>binary_all_and, binary_all_or, binary_all_xor.</summary>
internal static class Bits
{
    public static IEnumerable<Aggregate> All => [Of("and", -1, (a, b) => a & b), Of("or", 0, (a, b) => a | b), Of("xor", 0, (a, b) => a ^ b)];

    private static Aggregate Of(string name, long neutral, Func<long, long, long> combine) => new($"binary_all_{name}", "(value: long): long", "skips nulls; null of none", site =>
    {
        var value = ExpressionBinder.As(site.Argument(0), ScalarType.Long, site.Call.Position);
        return new(site.NameOf($"binary_all_{name}_"), ScalarType.Long, () => new Folding<long, long?, long>(value, null, (bits, v) => combine(bits ?? neutral, v), (bits, _) => bits!.Value, (_, seen) => !seen));
    });
}
