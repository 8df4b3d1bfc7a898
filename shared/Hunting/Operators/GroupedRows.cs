using ExposurePipeline.Hunting.Aggregates;
using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Rows brought together by their keys, and what the aggregates made of them.</summary>
internal sealed class GroupedRows(IReadOnlyList<NamedColumn> keys, IReadOnlyList<BoundAggregate> aggregates, QueryContext context)
{
    private readonly GroupIndex index = new([.. keys.Select(k => k.Value.Type)]);
    private readonly Accumulator[] accumulators = [.. aggregates.Select(a => a.Start())];
    private readonly List<int> firstParts = [];

    /// <summary>Takes in a batch of rows; the parts that one thread takes in have rising numbers.</summary>
    public void Add(int part, Batch batch)
    {
        context.Check();
        var before = index.Count;
        Column[] values = [.. keys.Select(k => k.Value.Evaluate(batch, context))];
        var groups = index.Assign(values, batch.Length);
        context.Hold((index.Count - before) * ((32L * (keys.Count + aggregates.Count)) + (values.Sum(v => v.Bytes) / Math.Max(1, batch.Length))));
        firstParts.AddRange(Enumerable.Repeat(part, index.Count - firstParts.Count));
        foreach (var accumulator in accumulators)
        {
            accumulator.Part = part;
            accumulator.Add(batch, groups, index.Count, context);
        }
    }

    /// <summary>A row a group: the keys, then the results.</summary>
    public Batch Finish() => new([.. index.Keys(), .. accumulators.SelectMany(a => a.Finish(index.Count))], index.Count);

    /// <summary>What several threads have, together: groups in the order in which one thread would have met them.</summary>
    public static GroupedRows Merged(IReadOnlyList<GroupedRows> parts, Func<GroupedRows> start)
    {
        if (parts.Count == 1)
        {
            return parts[0];
        }

        var (merged, numbers) = (start(), new int[parts.Sum(p => p.firstParts.Count)]);
        var order = Order(parts);
        var assigned = merged.index.Assign(Keys(parts, order), order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            numbers[order[i]] = assigned[i];
        }

        var from = 0;
        foreach (var part in parts)
        {
            merged.Take(part, numbers[from..(from += part.firstParts.Count)]);
        }

        return merged;
    }

    private void Take(GroupedRows other, int[] groups)
    {
        for (var i = 0; i < accumulators.Length; i++)
        {
            accumulators[i].Merge(other.accumulators[i], groups, index.Count);
        }
    }

    // A group's number rises with the part it was first met in, and within a part as one thread would number it.
    private static int[] Order(IReadOnlyList<GroupedRows> parts)
    {
        var met = parts.SelectMany(p => p.firstParts.Select((first, group) => ((long)first << 32) | (uint)group)).ToArray();
        var order = Enumerable.Range(0, met.Length).ToArray();
        Array.Sort(met, order);
        return order;
    }

    private static Column[] Keys(IReadOnlyList<GroupedRows> parts, int[] order)
    {
        var keys = parts.Select(p => p.index.Keys()).ToArray();
        return [.. keys[0].Select((key, i) => Columns.Concat(key.Type, [.. keys.Select(k => k[i])]).Take(order))];
    }
}
