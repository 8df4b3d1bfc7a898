using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Plugins;

/// <summary>Rows that a plugin derives from all the rows before it.</summary>
internal sealed class DerivedRows(Schema schema, Plan input, Func<Batch, QueryContext, Batch> derive) : Plan(schema)
{
    public override bool IsSerialized => true;

    public override IEnumerable<Batch> Run(QueryContext context) => [context.Hold(derive(input.Collect(context), context))];
}
