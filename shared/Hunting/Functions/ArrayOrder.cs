using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>array_sort_asc and array_sort_desc: within kinds (numbers, times, texts, others), nulls last unless told otherwise.</summary>
internal static class ArrayOrder
{
    /// <summary>Several arrays come back as a column each.</summary>
    public static IReadOnlyList<ColumnSchema> Outputs(CallExpression call)
    {
        var arrays = call.Arguments.Where(a => a is not LiteralExpression).ToArray();
        return arrays.Length > 1 ? [.. arrays.Select(a => new ColumnSchema($"{Naming.Implied(a)}_sorted", ScalarType.Dynamic))] : [];
    }

    /// <summary>The array in order; of several arrays the first decides, the others are put in the same order, and all come as one array of arrays.</summary>
    public static Dynamic? Sorted(Dynamic?[] values, bool ascending)
    {
        var nullsLast = values[^1] is not DynamicScalar<bool> { Value: false };
        var arrays = values.Where(v => v is not DynamicScalar<bool>).ToArray();
        if (arrays is not [DynamicArray { Items: var items }, ..])
        {
            return null;
        }

        var order = Enumerable.Range(0, items.Count).ToArray();
        Array.Sort(order, (a, b) => Compare(items[a], items[b], ascending, nullsLast) is not 0 and var decided ? decided : a.CompareTo(b));
        var sorted = Array.ConvertAll(arrays, a => a is DynamicArray array && array.Items.Count == items.Count ? (Dynamic)new DynamicArray(Array.ConvertAll(order, i => array.Items[i])) : null);
        return sorted.Length == 1 ? sorted[0] : new DynamicArray(sorted);
    }

    private static int Compare(Dynamic? a, Dynamic? b, bool ascending, bool nullsLast)
    {
        if (a is null || b is null)
        {
            return a is null == b is null ? 0 : a is null == nullsLast ? 1 : -1;
        }

        return Kind(a) != Kind(b) ? Kind(a).CompareTo(Kind(b)) : ascending ? Compare(a, b) : Compare(b, a);
    }

    private static int Kind(Dynamic value) => value switch
    {
        DynamicScalar<long> or DynamicScalar<double> or DynamicScalar<decimal> => 0,
        DynamicScalar<DateTime> => 1,
        DynamicScalar<TimeSpan> => 2,
        DynamicScalar<string> => 3,
        DynamicScalar<bool> => 4,
        _ => 5,
    };

    private static int Compare(Dynamic a, Dynamic b) => (a, b) switch
    {
        (DynamicScalar<long> { Value: var x }, DynamicScalar<long> { Value: var y }) => x.CompareTo(y),
        (DynamicScalar<DateTime> { Value: var x }, DynamicScalar<DateTime> { Value: var y }) => x.CompareTo(y),
        (DynamicScalar<TimeSpan> { Value: var x }, DynamicScalar<TimeSpan> { Value: var y }) => x.CompareTo(y),
        _ when Numeric.Of(a) is { } x && Numeric.Of(b) is { } y => x.CompareTo(y),
        _ => string.CompareOrdinal(a.Text, b.Text),
    };
}
