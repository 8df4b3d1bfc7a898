using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>make_list and make_set, also with a predicate and a size limit.</summary>
internal static class Collections
{
    private const long DefaultLimit = 1_048_576;

    public static IEnumerable<Aggregate> All =>
    [
        new("make_list", "(value [, limit: long]): dynamic", "skips nulls; [] of none", site => Collect(site, "list_", distinct: false, conditional: false)) { Aliases = ["makelist"] },
        new("make_list_if", "(value, predicate: bool [, limit: long]): dynamic", "skips nulls; [] of none", site => Collect(site, "list_", distinct: false, conditional: true)),
        new("make_set", "(value [, limit: long]): dynamic", "skips nulls; [] of none", site => Collect(site, "set_", distinct: true, conditional: false)) { Aliases = ["makeset"] },
        new("make_set_if", "(value, predicate: bool [, limit: long]): dynamic", "skips nulls; [] of none", site => Collect(site, "set_", distinct: true, conditional: true)),
    ];

    private static BoundAggregate Collect(AggregateSite site, string prefix, bool distinct, bool conditional)
    {
        var value = Widening.To(site.Argument(0), ScalarType.Dynamic)!;
        var predicate = conditional ? site.Predicate(1) : null;
        var limitAt = conditional ? 2 : 1;
        var limit = site.Count > limitAt && site.Rows.Constant(site.Call.Arguments[limitAt], ScalarType.Long) is long given ? Math.Min(given, DefaultLimit) : DefaultLimit;
        return new(site.NameOf(prefix), ScalarType.Dynamic, () => new Folding<Dynamic, Collected?, Dynamic>(
            value, predicate, (items, v) => (items ?? new(distinct, limit)).Take(v), (items, _) => new DynamicArray(items?.Items ?? [])));
    }

    private sealed class Collected(bool distinct, long limit)
    {
        private readonly HashSet<Dynamic>? known = distinct ? new(DynamicEquality.Instance) : null;

        public List<Dynamic?> Items { get; } = [];

        /// <summary>An array gives its elements.</summary>
        public Collected Take(Dynamic value)
        {
            foreach (var item in value is DynamicArray array ? array.Items : [value])
            {
                if (item is not null && Items.Count < limit && known?.Add(item) != false)
                {
                    Items.Add(item);
                }
            }

            return this;
        }
    }
}
