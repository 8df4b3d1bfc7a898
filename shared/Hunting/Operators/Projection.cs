using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>Computes columns from rows; a column that is only passed on is not touched.</summary>
internal sealed class Projection(Plan input, IReadOnlyList<NamedColumn> columns) : Plan(new Schema([.. columns.Select(c => new ColumnSchema(c.Name, c.Value.Type))]))
{
    private readonly Plan input = input.Ordered(columns.Select(c => c.Value));

    public override bool IsSerialized => input.IsSerialized;

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var needsAllRows = columns.Any(c => c.Value.NeedsAllRows);
        foreach (var batch in needsAllRows ? [input.Collect(context)] : input.Run(context))
        {
            context.Check();
            yield return Compute(batch, context);
        }
    }

    private Batch Compute(Batch batch, QueryContext context)
    {
        var computed = columns.Where(c => c.Value is not ColumnReference).Select(c => c.Value.Evaluate(batch, context)).ToArray();
        var next = batch.Width;
        return batch.With(computed).Select([.. columns.Select(c => c.Value is ColumnReference passed ? passed.Index : next++)]);
    }
}
