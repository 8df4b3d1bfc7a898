using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>make_list and make_set, also with a predicate and a size limit.</summary>
internal static class Collections
{
    private const long DefaultLimit = 1_048_576;
    private const long PerItem = 48;

    public static IEnumerable<Aggregate> All =>
    [
        new("make_list", "(value [, limit: long]): dynamic", "skips nulls unless dynamic; [] of none", site => Collect(site, "list_", distinct: false, conditional: false)) { Aliases = ["makelist"] },
        new("make_list_if", "(value, predicate: bool [, limit: long]): dynamic", "skips nulls; [] of none", site => Collect(site, "list_", distinct: false, conditional: true)),
        new("make_list_with_nulls", "(value): dynamic", "keeps nulls; [] of none", site => Collect(site, "list_", distinct: false, conditional: false, keepsNulls: true)),
        new("make_bag", "(bag: dynamic [, limit: long]): dynamic", "skips what is no bag; {} of none; the first value of a key stays", site => Bag(site, conditional: false)) { Aliases = ["make_dictionary"] },
        new("make_bag_if", "(bag: dynamic, predicate: bool [, limit: long]): dynamic", "skips what is no bag; {} of none; the first value of a key stays", site => Bag(site, conditional: true)),
        new("make_set", "(value [, limit: long]): dynamic", "skips nulls; [] of none", site => Collect(site, "set_", distinct: true, conditional: false)) { Aliases = ["makeset"] },
        new("make_set_if", "(value, predicate: bool [, limit: long]): dynamic", "skips nulls; [] of none", site => Collect(site, "set_", distinct: true, conditional: true)),
    ];

    private static BoundAggregate Collect(AggregateSite site, string prefix, bool distinct, bool conditional, bool keepsNulls = false)
    {
        // A list of dynamic values keeps nulls too. They come wrapped, as rows that are null are passed over.
        keepsNulls |= !distinct && site.Argument(0).Type is ScalarType.Dynamic;
        var value = Widening.To(site.Argument(0), ScalarType.Dynamic)!;
        value = keepsNulls ? new Call(ScalarType.Dynamic, [value], Functions.Define.Dynamics(v => v[0] as DynamicArray ?? new DynamicArray(v)).Implementation) : value;
        var predicate = conditional ? site.Predicate(1) : null;
        var limitAt = conditional ? 2 : 1;
        var limit = site.Count > limitAt && site.Rows.Constant(site.Call.Arguments[limitAt], ScalarType.Long) is long given ? Math.Min(given, DefaultLimit) : DefaultLimit;
        return new(site.NameOf(prefix), ScalarType.Dynamic, () => new Folding<Dynamic, Collected?, Dynamic>(
            value, predicate, (items, v) => (items ?? new(distinct, limit, keepsNulls, site.Rows.Query.Context)).Take(v), (items, _) => new DynamicArray(items?.Items ?? [])));
    }

    private static BoundAggregate Bag(AggregateSite site, bool conditional)
    {
        var value = ExpressionBinder.As(site.Argument(0), ScalarType.Dynamic, site.Call.Position);
        var predicate = conditional ? site.Predicate(1) : null;
        return new(site.NameOf("bag_"), ScalarType.Dynamic, () => new Folding<Dynamic, Dictionary<string, Dynamic?>?, Dynamic>(
            value, predicate, (properties, v) => Merged(properties ?? new(StringComparer.Ordinal), v, site.Rows.Query.Context), (properties, _) => new DynamicBag(properties ?? [])));
    }

    private static Dictionary<string, Dynamic?> Merged(Dictionary<string, Dynamic?> properties, Dynamic value, QueryContext context)
    {
        foreach (var (name, item) in (value as DynamicBag)?.Properties ?? [])
        {
            if (properties.TryAdd(name, item))
            {
                context.Held(Growth.Bytes(item) + PerItem + name.Length);
            }
        }

        return properties;
    }

    private sealed class Collected(bool distinct, long limit, bool keepsNulls, QueryContext context)
    {
        private readonly HashSet<Dynamic>? known = distinct ? new(DynamicEquality.Instance) : null;

        public List<Dynamic?> Items { get; } = [];

        /// <summary>An array gives its elements.</summary>
        public Collected Take(Dynamic value)
        {
            foreach (var item in value is DynamicArray array ? array.Items : [value])
            {
                if ((keepsNulls || item is not null) && Items.Count < limit && known?.Add(item!) != false)
                {
                    Items.Add(item);
                    context.Held(Growth.Bytes(item) + PerItem);
                }
            }

            return this;
        }
    }
}
