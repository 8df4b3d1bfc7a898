using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Property bags.</summary>
internal static class Bags
{
    private const string NoBag = "null unless a bag";

    public static IEnumerable<ScalarFunction> All =>
    [
        new("bag_pack", [Define.Dynamics(Pack)]) { Aliases = ["pack", "pack_dictionary"], TakesAnythingAsDynamic = true, Nulls = "kept as null", Check = CheckPairs },
        new("bag_keys", [Define.Of<Dynamic, Dynamic>(v => v is DynamicBag bag ? new DynamicArray([.. bag.Properties.Select(p => Dynamic.Of(p.Key))]) : null!)]) { Nulls = NoBag },
        new("bag_has_key", [Define.Try<Dynamic, string, bool>((v, key) => v is DynamicBag bag ? Has(bag, JsonPath.Keys(key)) : null)]) { Nulls = NoBag },
        new("bag_merge", [Define.Dynamics(v => Merge(v))]) { Nulls = "skips what is no bag; null of none" },
        new("bag_remove_keys", [Define.Of<Dynamic, Dynamic, Dynamic>((v, keys) => v is DynamicBag bag && Arrays.Items(keys) is { } paths ? paths.Aggregate(bag, (rest, key) => Without(rest, JsonPath.Keys(key?.Text ?? ""))) : null!)]) { Nulls = NoBag },
        new("bag_set_key", [Define.Dynamics(v => v is [DynamicBag bag, { } key, var value] ? With(bag, JsonPath.Keys(key.Text), value) : null)]) { TakesAnythingAsDynamic = true, Nulls = NoBag },
        new("bag_pack_columns", []) { Special = site => site.Names.Contains("") ? throw site.Refused("takes columns only") : PackColumns(site.Names, site.Arguments), Shape = "(column, …): dynamic", Nulls = "kept as null" },
        new("pack_all", []) { Special = BindPackAll, Shape = "([without_empty: bool]): dynamic", Nulls = "kept as null, or left out" },
        new("bag_zip", [Define.Dynamics(v => v is [DynamicArray keys, var values] ? Zip(keys.Items, Arrays.Items(values) ?? []) : null)]) { Nulls = "null unless the keys are an array" },
    ];

    private static DynamicBag Pack(Dynamic?[] values)
        => new(values.Chunk(2).Where(pair => pair.Length == 2).Select(pair => KeyValuePair.Create(pair[0]?.Text ?? "", pair[1])));

    private static Call PackColumns(IEnumerable<string> names, IEnumerable<BoundExpression> values)
        => new(ScalarType.Dynamic, [.. names.Zip(values, BoundExpression[] (name, value) => [new Constant(ScalarType.Dynamic, Dynamic.Of(name)), Widening.To(value, ScalarType.Dynamic)!]).SelectMany(pair => pair)], Define.Dynamics(Pack).Implementation);

    private static Call? BindPackAll(CallSite site)
    {
        if (site.Arguments.Length > 1)
        {
            return null;
        }

        var all = PackColumns(site.Rows.Schema.Names, site.Rows.Schema.Names.Select(name => site.Rows.Find(name)!));
        var withoutEmpty = site.Arguments.Length == 1 && site.ConstantValue(0) is true;
        return withoutEmpty ? new(ScalarType.Dynamic, [all], Define.Of<Dynamic, Dynamic>(WithoutEmpty).Implementation) : all;
    }

    private static DynamicBag WithoutEmpty(Dynamic bag) => new(((DynamicBag)bag).Properties.Where(p => p.Value is not null && p.Value.Text.Length > 0));

    private static void CheckPairs(CallSite site)
    {
        if (site.Arguments.Length % 2 == 1)
        {
            throw site.Refused("every key needs a value");
        }
    }

    /// <summary>Of bags with the same key the first one's value stays.</summary>
    public static DynamicBag? Merge(IEnumerable<Dynamic?> values)
    {
        var bags = values.OfType<DynamicBag>().ToArray();
        var known = new HashSet<string>(StringComparer.Ordinal);
        return bags.Length == 0 ? null : new(bags.SelectMany(b => b.Properties).Where(p => known.Add(p.Key)));
    }

    private static bool Has(DynamicBag bag, IReadOnlyList<string> path)
        => bag.Has(path[0]) && (path.Count == 1 || (bag[path[0]] is DynamicBag inner && Has(inner, [.. path.Skip(1)])));

    private static DynamicBag Without(DynamicBag bag, IReadOnlyList<string> path) => path.Count == 1
        ? new(bag.Properties.Where(p => p.Key != path[0]))
        : new(bag.Properties.Select(p => p.Key == path[0] && p.Value is DynamicBag inner ? KeyValuePair.Create(p.Key, (Dynamic?)Without(inner, [.. path.Skip(1)])) : p));

    private static DynamicBag With(DynamicBag bag, IReadOnlyList<string> path, Dynamic? value)
    {
        var set = path.Count == 1 ? value : With(bag[path[0]] as DynamicBag ?? new([]), [.. path.Skip(1)], value);
        return new([.. bag.Properties, KeyValuePair.Create(path[0], set)]);
    }

    private static DynamicBag Zip(IReadOnlyList<Dynamic?> keys, IReadOnlyList<Dynamic?> values)
        => new(keys.Select((key, i) => (key, value: i < values.Count ? values[i] : null)).Where(p => p.key is DynamicScalar<string>).Select(p => KeyValuePair.Create(p.key!.Text, p.value)));
}
