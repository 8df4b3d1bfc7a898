using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Computes columns from rows; a column that is only passed on is not touched.</summary>
internal sealed class Projection(Plan input, IReadOnlyList<NamedColumn> columns)
    : RowLocal(input, [.. columns.Select(c => c.Value)], new Schema([.. columns.Select(c => new ColumnSchema(c.Name, c.Value.Type))]))
{
    protected override Batch Apply(Batch batch, QueryContext context)
    {
        var computed = columns.Where(c => c.Value is not ColumnReference).Select(c => c.Value.Evaluate(batch, context)).ToArray();
        var next = batch.Width;
        return batch.With(computed).Select([.. columns.Select(c => c.Value is ColumnReference passed ? passed.Index : next++)]);
    }

    protected override IReadOnlyList<ScanFilter> Below(IReadOnlyList<ScanFilter> filters, QueryContext context)
        => [.. filters.Where(f => columns[f.Column].Value is ColumnReference).Select(f => f with { Column = ((ColumnReference)columns[f.Column].Value).Index })];
}
