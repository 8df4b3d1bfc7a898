using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Arrays: their making, their elements, and arrays made of arrays. What is no array has no answer.</summary>
internal static class Arrays
{
    private const string NoArray = "null unless an array";
    private static readonly DynamicArray Empty = new([]);

    public static IEnumerable<ScalarFunction> All =>
    [
        new("array_length", [Define.Try<Dynamic, long>(v => v is DynamicArray array ? array.Items.Count : null)]) { Aliases = ["arraylength"], Nulls = NoArray },
        new("pack_array", []) { Special = BindPackArray, Shape = "(value, …): dynamic", Nulls = "kept as null" },
        new("array_concat", [Define.Dynamics(Concat)]) { Nulls = "skips what is no array" },
        new("array_slice", [Define.Of<Dynamic, long, long, Dynamic>((v, start, end) => Items(v) is { } items ? Slice(items, start, end) : null!), Define.Of<Dynamic, long, Dynamic>((v, start) => Items(v) is { } items ? Slice(items, start, -1) : null!)]) { Nulls = NoArray },
        new("array_reverse", [Define.Of<Dynamic, Dynamic>(v => Items(v) is { } items ? new DynamicArray([.. items.Reverse()]) : null!)]) { Nulls = NoArray },
        new("array_rotate_left", [Define.Of<Dynamic, long, Dynamic>((v, by) => Rotate(v, by)!)]) { Nulls = NoArray },
        new("array_rotate_right", [Define.Of<Dynamic, long, Dynamic>((v, by) => Rotate(v, -by)!)]) { Nulls = NoArray },
        new("array_shift_left", [Define.Dynamics(v => Shift(v, 1))]) { TakesAnythingAsDynamic = true, Nulls = NoArray },
        new("array_shift_right", [Define.Dynamics(v => Shift(v, -1))]) { TakesAnythingAsDynamic = true, Nulls = NoArray },
        new("array_split", [Define.Of<Dynamic, Dynamic, Dynamic>((v, at) => Split(v, at)!)]) { TakesAnythingAsDynamic = true, Nulls = NoArray },
        new("array_sum", [Define.Try<Dynamic, double>(v => Items(v) is { } items ? Sum(items) : null)]) { Nulls = "skips nulls; null unless an array of numbers" },
        new("array_iff", [Define.Dynamics(v => Choose(v))]) { Aliases = ["array_iif"], TakesAnythingAsDynamic = true, Nulls = "null where the condition is" },
        new("array_index_of", [Define.TryDynamics(IndexOf)]) { TakesAnythingAsDynamic = true, Nulls = "null unless an array" },
        new("array_sort_asc", [Define.Dynamics(v => ArrayOrder.Sorted(v, ascending: true))]) { TakesAnythingAsDynamic = true, OutputsOf = ArrayOrder.Outputs, Nulls = "nulls last, unless told false" },
        new("array_sort_desc", [Define.Dynamics(v => ArrayOrder.Sorted(v, ascending: false))]) { TakesAnythingAsDynamic = true, OutputsOf = ArrayOrder.Outputs, Nulls = "nulls last, unless told false" },
        new("zip", [Define.Dynamics(Zip)]) { Nulls = "fills up with null" },
        new("repeat", [Define.Dynamics(v => v is [var value, DynamicScalar<long> { Value: >= 0 and <= 1_048_576 and var count }] ? new DynamicArray([.. Enumerable.Repeat(value, (int)count)]) : null)]) { TakesAnythingAsDynamic = true, Check = CheckRepeated, Nulls = "kept as null" },
        new("strcat_array", [Define.Of<Dynamic, string, string>((v, delimiter) => Items(v) is { } items ? Text.Joined(delimiter, [.. items.Select(ScalarText.OfDynamic)]) : "")]) { Aliases = ["array_strcat"], Nulls = "null becomes \"\"" },
    ];

    private static DynamicArray Concat(Dynamic?[] arrays)
    {
        Growth.Items(arrays.Sum(a => (long)(Items(a)?.Count ?? 0)));
        return new([.. arrays.OfType<DynamicArray>().SelectMany(a => a.Items)]);
    }

    public static IReadOnlyList<Dynamic?>? Items(Dynamic? value) => (value as DynamicArray)?.Items;

    private static void CheckRepeated(CallSite site)
    {
        if (site.Arguments is [{ Type: ScalarType.Dynamic }, ..])
        {
            throw site.Refused("takes scalars only");
        }
    }

    private static Call? BindPackArray(CallSite site)
    {
        var items = site.Arguments.Select(a => Binding.Widening.To(a, ScalarType.Dynamic)).ToArray();
        return items.Length == 0 || items.Contains(null) ? null : new Call(ScalarType.Dynamic, items!, Pack);
    }

    private static Column Pack(Column[] args, int length, QueryContext context)
        => Define.Dynamics(values => new DynamicArray(values)).Implementation(args, length, context);

    // The end is part of the slice; places below zero count from the end.
    private static DynamicArray Slice(IReadOnlyList<Dynamic?> items, long start, long end)
    {
        var from = Math.Clamp(start < 0 ? start + items.Count : start, 0, items.Count);
        var to = Math.Clamp((end < 0 ? end + items.Count : end) + 1, from, items.Count);
        return new([.. items.Skip((int)from).Take((int)(to - from))]);
    }

    private static DynamicArray? Rotate(Dynamic value, long by)
    {
        var items = Items(value);
        var first = items is not { Count: > 0 } ? 0 : (int)(((by % items.Count) + items.Count) % items.Count);
        return items is null ? null : new([.. items.Skip(first), .. items.Take(first)]);
    }

    private static DynamicArray? Shift(Dynamic?[] values, int sign)
    {
        if (values is not [DynamicArray { Items: var items }, DynamicScalar<long> { Value: var given }, ..])
        {
            return null;
        }

        var (by, filler) = (given * sign, values.Length > 2 ? values[2] : null);
        return new([.. items.Select((_, i) => i + by is >= 0 and var from && from < items.Count ? items[(int)from] : filler)]);
    }

    private static DynamicArray? Split(Dynamic value, Dynamic at)
    {
        if (Items(value) is not { } items)
        {
            return null;
        }

        var cuts = (at is DynamicArray several ? several.Items : [at]).OfType<DynamicScalar<long>>().Select(cut => (int)Math.Clamp(cut.Value < 0 ? cut.Value + items.Count : cut.Value, 0, items.Count));
        int[] ends = [0, .. cuts, items.Count];
        return new([.. ends.Zip(ends.Skip(1), Dynamic (from, to) => new DynamicArray([.. items.Skip(from).Take(Math.Max(0, to - from))]))]);
    }

    private static double? Sum(IReadOnlyList<Dynamic?> items)
    {
        var sum = 0.0;
        foreach (var item in items)
        {
            if (item is not null && Numeric.Of(item) is null)
            {
                return null;
            }

            sum += Numeric.Of(item) ?? 0;
        }

        return sum;
    }

    private static DynamicArray? Choose(Dynamic?[] values)
    {
        if (values is not [DynamicArray { Items: var conditions }, var then, var otherwise])
        {
            return null;
        }

        return new([.. conditions.Select((condition, i) => condition switch
        {
            DynamicScalar<bool> { Value: var holds } => Chosen(holds ? then : otherwise, i),
            DynamicScalar<long> { Value: var number } => Chosen(number != 0 ? then : otherwise, i),
            DynamicScalar<double> { Value: var number } => Chosen(number != 0 ? then : otherwise, i),
            _ => null,
        })]);
    }

    // An array gives its element of the same place, a scalar itself.
    private static Dynamic? Chosen(Dynamic? from, int index) => from is DynamicArray array ? DynamicPath.At(array, index) : from;

    // array, value [, start [, length [, occurrence]]]
    private static long? IndexOf(Dynamic?[] values)
    {
        if (values.Length < 2 || Items(values[0]) is not { } items)
        {
            return null;
        }

        long Given(int index, long otherwise) => values.Length > index && values[index] is DynamicScalar<long> { Value: var value } ? value : otherwise;
        var (start, length, occurrence) = (Given(2, 0), Given(3, -1), Given(4, 1));
        var from = start < 0 ? Math.Max(0, start + items.Count) : start;
        var end = length < 0 ? items.Count : Math.Min(items.Count, from + length);
        for (var i = from; i < end; i++)
        {
            if (Same(items[(int)i], values[1]) && --occurrence == 0)
            {
                return i;
            }
        }

        return -1;
    }

    // 15 is 15.0 here.
    private static bool Same(Dynamic? a, Dynamic? b) => Numeric.Of(a) is { } x && Numeric.Of(b) is { } y ? x == y : DynamicEquality.Instance.Equals(a, b);

    private static DynamicArray Zip(Dynamic?[] values)
    {
        var arrays = Array.ConvertAll(values, v => Items(v) ?? (v is null ? Empty.Items : [v]));
        return new([.. Enumerable.Range(0, arrays.Max(a => a.Count)).Select(Dynamic (i) => new DynamicArray(Array.ConvertAll(arrays, a => i < a.Count ? a[i] : null)))]);
    }
}
