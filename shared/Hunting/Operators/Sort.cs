using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A key to sort by.</summary>
internal sealed record SortColumn(BoundExpression Value, bool Ascending, bool NullsFirst);

/// <summary>sort: rows in order, equal ones as they came. Without a word the order is descending.</summary>
internal sealed class Sort(Plan input, SortKeys keys) : Plan(input.Schema)
{
    public override bool IsSerialized => true;

    public static Plan Bind(SortOperator syntax, Plan input, OperatorSite site) => new Sort(input, SortKeys.Bind(syntax.Keys, input, site));

    public static Plan BindTop(TopOperator syntax, Plan input, OperatorSite site)
    {
        var (keys, count) = (SortKeys.Bind(syntax.Keys, input, site), Take.Number(syntax.Count, site));
        return count <= BatchSize ? new Top(input, keys, (int)count) : new Take(new Sort(input, keys), count);
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var all = input.Collect(context);
        yield return all.Take(keys.Sorted(all, context));
    }
}

/// <summary>top: the first rows in order; no more rows than wanted are kept between batches.</summary>
internal sealed class Top(Plan input, SortKeys keys, int count) : Plan(input.Schema)
{
    public override bool IsSerialized => true;

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var best = Concat(Schema, []);
        foreach (var batch in input.Run(context))
        {
            context.Check();
            var candidates = First(batch, context);
            best = First(best.Length == 0 ? candidates : Concat(Schema, [best, candidates]), context);
        }

        yield return best;
    }

    private Batch First(Batch batch, QueryContext context)
    {
        var order = keys.Order(batch, context);

        // The row that comes last is at the queue's head, ready to leave for a better one.
        var queue = new PriorityQueue<int, int>(count + 1, Comparer<int>.Create((a, b) => order(b, a)));
        for (var row = 0; row < batch.Length && count > 0; row++)
        {
            if (queue.Count < count)
            {
                queue.Enqueue(row, row);
            }
            else if (order(row, queue.Peek()) < 0)
            {
                queue.DequeueEnqueue(row, row);
            }
        }

        int[] rows = [.. queue.UnorderedItems.Select(item => item.Element)];
        Array.Sort(rows, order);
        return batch.Take(rows);
    }
}

/// <summary>The keys of sort and top.</summary>
internal sealed class SortKeys(IReadOnlyList<SortColumn> keys)
{
    public static SortKeys Bind(IEnumerable<SortKey> keys, Plan input, OperatorSite site)
    {
        var binder = site.Over(input.Schema);
        return new([.. keys.Select(key => new SortColumn(Ordered(binder.Bind(key.Value), key), key.Ascending ?? false, key.NullsFirst ?? key.Ascending ?? false))]);
    }

    /// <summary>The rows of a batch in order.</summary>
    public int[] Sorted(Batch batch, QueryContext context)
    {
        var rows = Enumerable.Range(0, batch.Length).ToArray();
        if (keys is [var key] && SortRanks.Of(key.Value.Evaluate(batch, context), key.Ascending) is { } ranks)
        {
            var ranked = Array.ConvertAll(rows, row => (Rank: ranks[row], Row: row));
            Array.Sort(ranked);
            return Array.ConvertAll(ranked, r => r.Row);
        }

        Array.Sort(rows, Order(batch, context));
        return rows;
    }

    /// <summary>How rows of a batch compare; equal ones by their place.</summary>
    public Comparison<int> Order(Batch batch, QueryContext context)
    {
        var comparisons = keys.Select(key => Compare(key.Value.Evaluate(batch, context), key)).ToArray();
        return (a, b) =>
        {
            foreach (var compare in comparisons)
            {
                if (compare(a, b) is not 0 and var decided)
                {
                    return decided;
                }
            }

            return a.CompareTo(b);
        };
    }

    private static Comparison<int> Compare(Column column, SortColumn key)
        => SortRanks.Of(column, key.Ascending) is { } ranks ? (a, b) => ranks[a].CompareTo(ranks[b]) : RowOrder.Of(column, key.Ascending, key.NullsFirst);

    private static BoundExpression Ordered(BoundExpression value, SortKey key)
        => value.Type is ScalarType.Dynamic ? throw QueryException.Refused(key.Position, "dynamic values have no order; sort by tostring() or another type of them") : value;
}
