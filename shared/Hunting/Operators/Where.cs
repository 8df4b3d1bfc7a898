using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Keeps the rows for which the predicate is true; null is not true.</summary>
internal sealed class Where(Plan input, BoundExpression predicate) : RowLocal(input, [predicate], input.Schema)
{
    // Conjuncts filter one after the other: the later ones see only the rows the earlier ones left. Where one looks at other rows, it must see all of them.
    public static Plan Bind(WhereOperator syntax, Plan input, OperatorSite site)
    {
        var over = site.Over(input.Schema);
        var terms = Conjuncts(syntax.Predicate).Select(over.BindPredicate).ToArray();
        return terms.Length > 1 && Array.Exists(terms, t => t.NeedsAllRows)
            ? new Where(input, over.BindPredicate(syntax.Predicate))
            : terms.Aggregate(input, (rows, term) => new Where(rows, term));
    }

    protected override Batch? Apply(Batch batch, QueryContext context)
    {
        var kept = Selection.Of((Column<bool>)predicate.Evaluate(batch, context));
        return kept.Length == 0 ? null : kept.Length == batch.Length ? batch : batch.Take(kept);
    }

    protected override IReadOnlyList<ScanFilter> Below(IReadOnlyList<ScanFilter> filters, QueryContext context) => [.. ImpliedFilters.Of(predicate, context), .. filters];

    private static IEnumerable<Expression> Conjuncts(Expression predicate)
        => predicate is LogicalExpression { IsAnd: true } all ? all.Terms.SelectMany(Conjuncts) : [predicate];
}
