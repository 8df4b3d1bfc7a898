using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>A table made of another's rows, each batch by itself.</summary>
internal abstract class RowLocal(Plan input, IReadOnlyList<BoundExpression> expressions, Schema schema) : Plan(schema)
{
    private readonly Plan input = input.Ordered(expressions);
    private readonly bool needsAllRows = expressions.Any(e => e.NeedsAllRows);

    public sealed override bool IsSerialized => input.IsSerialized;

    public sealed override bool IsDivisible => !needsAllRows && input.IsDivisible;

    public sealed override IEnumerable<Batch> Run(QueryContext context) => context.Workers.InOrder(Parts(context, []), IsDivisible);

    public sealed override IEnumerable<Part> Parts(QueryContext context, IReadOnlyList<ScanFilter> filters)
        => (needsAllRows ? Whole(context) : input.Parts(context, Below(filters, context))).Select(part => new Part(() =>
        {
            context.Check();
            return part() is { } batch ? Apply(batch, context) : null;
        }));

    /// <summary>What becomes of a batch; null when no rows are left. Called by several threads.</summary>
    protected abstract Batch? Apply(Batch batch, QueryContext context);

    /// <summary>The filters on the input that follow from filters on this table.</summary>
    protected abstract IReadOnlyList<ScanFilter> Below(IReadOnlyList<ScanFilter> filters, QueryContext context);

    private IEnumerable<Part> Whole(QueryContext context)
    {
        yield return () => input.Collect(context);
    }
}
