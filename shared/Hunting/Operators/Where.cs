using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Keeps the rows for which the predicate is true; null is not true.</summary>
internal sealed class Where(Plan input, BoundExpression predicate) : Plan(input.Schema)
{
    private readonly Plan input = input.Ordered([predicate]);

    public override bool IsSerialized => input.IsSerialized;

    // Conjuncts filter one after the other: the later ones see only the rows the earlier ones left.
    public static Plan Bind(WhereOperator syntax, Plan input, OperatorSite site)
        => Conjuncts(syntax.Predicate).Aggregate(input, (rows, term) => new Where(rows, site.Over(rows.Schema).BindPredicate(term)));

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        foreach (var batch in predicate.NeedsAllRows ? [input.Collect(context)] : input.Run(context))
        {
            context.Check();
            var kept = Kept((Column<bool>)predicate.Evaluate(batch, context));
            if (kept.Length > 0)
            {
                yield return kept.Length == batch.Length ? batch : batch.Take(kept);
            }
        }
    }

    private static int[] Kept(Column<bool> holds)
    {
        var kept = new int[holds.Length];
        var count = 0;
        for (var row = 0; row < kept.Length; row++)
        {
            if (holds[row] && !holds.IsNull(row))
            {
                kept[count++] = row;
            }
        }

        return kept[..count];
    }

    private static IEnumerable<Expression> Conjuncts(Expression predicate)
        => predicate is LogicalExpression { IsAnd: true } all ? all.Terms.SelectMany(Conjuncts) : [predicate];
}
