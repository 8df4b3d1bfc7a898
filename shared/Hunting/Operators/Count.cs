using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>count: how many rows.</summary>
internal sealed class Count(Plan input, string name) : Plan(new Schema([new(name, ScalarType.Long)]))
{
    public static Plan Bind(CountOperator syntax, Plan input, OperatorSite site) => new Count(input, syntax.Name);

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var count = 0L;
        foreach (var batch in input.Run(context))
        {
            context.Check();
            count += batch.Length;
        }

        yield return new([new Column<long>([count])], 1);
    }
}
