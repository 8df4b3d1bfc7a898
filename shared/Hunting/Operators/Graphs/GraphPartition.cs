using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>make-graph partitioned-by: a graph of its own for each value of a column of the edges, and the operator's rows of all of them.</summary>
internal sealed class GraphPartition(Plan edges, ColumnReference by, Func<Subquery> bind) : Plan(bind().Schema)
{
    public static Plan Bind(MakeGraphOperator syntax, string column, Expression operators, Plan input, OperatorSite site)
    {
        var by = (ColumnReference)new RowNames(input.Schema).Find(ColumnPatterns.Names(new NameExpression(syntax.Position, column), input.Schema).Single())!;
        var source = (PipelineExpression)operators;
        return new GraphPartition(input, by, () => new(source with { Operators = [syntax, .. source.Operators] }, input.Schema, isSerialized: false, site));
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var rows = edges.Collect(context);
        var groups = new GroupIndex([by.Type]).Assign([by.Evaluate(rows, context)], rows.Length);
        foreach (var part in Enumerable.Range(0, rows.Length).GroupBy(row => groups[row]))
        {
            context.Check();

            // Bound anew: what a query evaluates once, such as a graph, is here once a part.
            yield return bind().Run(rows.Take([.. part]), context);
        }
    }
}
