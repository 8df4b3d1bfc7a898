using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>A key to sort by.</summary>
internal sealed record SortColumn(BoundExpression Value, bool Ascending, bool NullsFirst);

/// <summary>sort and top: rows in order, equal ones as they came. Without a word the order is descending.</summary>
internal sealed class Sort(Plan input, IReadOnlyList<SortColumn> keys, long limit) : Plan(input.Schema)
{
    public override bool IsSerialized => true;

    public static Plan Bind(SortOperator syntax, Plan input, OperatorSite site) => new Sort(input, Keys(syntax.Keys, input, site), long.MaxValue);

    public static Plan BindTop(TopOperator syntax, Plan input, OperatorSite site) => new Sort(input, Keys(syntax.Keys, input, site), Take.Number(syntax.Count, site));

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var all = input.Collect(context);
        var order = Order(all, context);
        yield return all.Take(order.Length > limit ? order[..(int)limit] : order);
    }

    private int[] Order(Batch all, QueryContext context)
    {
        var rows = Enumerable.Range(0, all.Length).ToArray();
        var comparisons = keys.Select(key => RowOrder.Of(key.Value.Evaluate(all, context), key.Ascending, key.NullsFirst)).ToArray();
        Array.Sort(rows, (a, b) =>
        {
            foreach (var compare in comparisons)
            {
                if (compare(a, b) is not 0 and var decided)
                {
                    return decided;
                }
            }

            return a.CompareTo(b);
        });
        return rows;
    }

    private static List<SortColumn> Keys(IEnumerable<SortKey> keys, Plan input, OperatorSite site)
    {
        var binder = site.Over(input.Schema);
        return [.. keys.Select(key => new SortColumn(binder.Bind(key.Value), key.Ascending ?? false, key.NullsFirst ?? key.Ascending ?? false))];
    }
}
