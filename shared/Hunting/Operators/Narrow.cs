using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>evaluate narrow: a row for each value, with the row and the column it was in.</summary>
internal sealed class Narrow(Plan input) : Plan(new Schema([new("Row", ScalarType.Long), new("Column", ScalarType.String), new("Value", ScalarType.String)]))
{
    public static Plan Bind(EvaluateOperator syntax, Plan input, OperatorSite site) => new Narrow(input);

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var names = input.Schema.Names.ToArray();
        var before = 0L;
        foreach (var batch in input.Run(context))
        {
            context.Check();
            var texts = input.Schema.Columns.Select((c, i) => (Column<string>)Widening.To(new ColumnReference(c.Type, i), ScalarType.String)!.Evaluate(batch, context)).ToArray();
            var count = batch.Length * names.Length;
            yield return new(
                [
                    new Column<long>([.. Enumerable.Range(0, count).Select(i => before + (i / names.Length))]),
                    new Column<string>([.. Enumerable.Range(0, count).Select(i => names[i % names.Length])]),
                    new Column<string>([.. Enumerable.Range(0, count).Select(i => texts[i % names.Length][i / names.Length])]),
                ], count);
            before += batch.Length;
        }
    }
}
