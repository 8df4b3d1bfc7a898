using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Arrays as sets; elements stay in the order in which they first came.</summary>
internal static class Sets
{
    public static IEnumerable<ScalarFunction> All =>
    [
        new("set_has_element", [Define.TryDynamics<bool>(v => v is [DynamicArray set, var value] ? set.Items.Contains(value, DynamicEquality.Instance!) : null)]) { TakesAnythingAsDynamic = true, Nulls = "null unless an array" },
        new("set_union", [Define.Dynamics(arrays => Combined(arrays, arrays, (_, _) => true))]) { Nulls = "null where one is no array" },
        new("set_intersect", [Define.Dynamics(arrays => Combined(arrays, arrays[..1], (others, item) => others.TrueForAll(set => set.Contains(item))))]) { Nulls = "null where one is no array" },
        new("set_difference", [Define.Dynamics(Difference)]) { Nulls = "null where one is no array" },
        new("set_equals", [Define.TryDynamics<bool>(v => v is [DynamicArray a, DynamicArray b] ? Of(a).SetEquals(Of(b)) : null)]) { Nulls = "null where one is no array" },
        new("jaccard_index", [Define.Dynamics(v => v is [DynamicArray a, DynamicArray b] ? Dynamic.Of(Jaccard(Of(a), Of(b))) : null)]) { Nulls = "null where one is no array" },
    ];

    private static HashSet<Dynamic?> Of(DynamicArray array) => array.Items.ToHashSet(DynamicEquality.Instance!);

    private static DynamicArray? Combined(Dynamic?[] arrays, Dynamic?[] candidates, Func<List<HashSet<Dynamic?>>, Dynamic?, bool> belongs)
    {
        if (arrays.Length == 0 || Array.Exists(arrays, a => a is not DynamicArray))
        {
            return null;
        }

        var others = arrays.Skip(1).Select(a => Of((DynamicArray)a!)).ToList();
        return new DynamicArray([.. candidates.SelectMany(a => ((DynamicArray)a!).Items).Distinct(DynamicEquality.Instance!).Where(item => belongs(others, item))]);
    }

    private static DynamicArray? Difference(Dynamic?[] arrays)
    {
        if (arrays.Length == 0 || Array.Exists(arrays, a => a is not DynamicArray))
        {
            return null;
        }

        var taken = arrays.Skip(1).SelectMany(a => ((DynamicArray)a!).Items).ToHashSet(DynamicEquality.Instance!);
        return new DynamicArray([.. ((DynamicArray)arrays[0]!).Items.Distinct(DynamicEquality.Instance!).Where(item => !taken.Contains(item))]);
    }

    private static double Jaccard(HashSet<Dynamic?> a, HashSet<Dynamic?> b)
    {
        var shared = a.Count(b.Contains);
        return shared / (double)(a.Count + b.Count - shared);
    }
}
