using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>Computes a batch; null when it has no rows.</summary>
internal delegate Batch? Part();

/// <summary>A bound tabular expression: it knows its columns, and gives its rows batch by batch.</summary>
internal abstract class Plan(Schema schema)
{
    /// <summary>Rows in a batch that an operator makes itself.</summary>
    public const int BatchSize = 1 << 14;

    public Schema Schema { get; } = schema;

    /// <summary>Whether the order of its rows is defined, so that row functions such as prev() may look at neighbours.</summary>
    public virtual bool IsSerialized => false;

    /// <summary>This table, if expressions over it that look at neighbouring rows find them in a defined order.</summary>
    public Plan Ordered(IEnumerable<BoundExpression> expressions)
        => !IsSerialized && expressions.Select(e => e.RowsLookedAtFrom).FirstOrDefault(at => at is not null) is { } position
            ? throw QueryException.Refused(position, "functions that look at other rows need rows in a defined order; sort or serialize them first")
            : this;

    /// <summary>Whether its batches can be computed apart from each other, on several threads.</summary>
    public virtual bool IsDivisible => false;

    public abstract IEnumerable<Batch> Run(QueryContext context);

    /// <summary>Its rows as batches yet to be computed. Rows that fail a filter may be missing.</summary>
    public virtual IEnumerable<Part> Parts(QueryContext context, IReadOnlyList<ScanFilter> filters) => Run(context).Select(batch => new Part(() => batch));

    /// <summary>All rows as one batch.</summary>
    public Batch Collect(QueryContext context)
    {
        var batches = new List<Batch>();
        foreach (var batch in Run(context))
        {
            batches.Add(context.Hold(batch));
        }

        return batches.Count == 1 ? batches[0] : Concat(Schema, batches);
    }

    public static Batch Concat(Schema schema, IReadOnlyList<Batch> batches)
        => new(schema.Columns.Select((column, i) => Columns.Concat(column.Type, [.. batches.Select(b => b[i])])), batches.Sum(b => b.Length));
}
