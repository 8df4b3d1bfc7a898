using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>partition: a subquery on the rows of each value of a column, in the order in which the values come.</summary>
internal sealed class Partition(Plan input, BoundExpression by, Func<Subquery> bind) : Plan(bind().Schema)
{
    public static Plan Bind(PartitionOperator syntax, Plan input, OperatorSite site)
        => new Partition(input, site.Over(input.Schema).Bind(syntax.By), () => new(syntax.Subquery, input.Schema, input.IsSerialized, site));

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var rows = input.Collect(context);
        var groups = new GroupIndex([by.Type]).Assign([by.Evaluate(rows, context)], rows.Length);
        foreach (var part in Enumerable.Range(0, rows.Length).GroupBy(row => groups[row]))
        {
            context.Check();

            // Bound anew: what a query evaluates once is here once a part.
            var found = bind().Run(rows.Take([.. part]), context);
            if (found.Length > 0)
            {
                yield return found;
            }
        }
    }
}
