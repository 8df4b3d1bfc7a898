using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>A bound graph: not a table, so only graph operators may follow.</summary>
internal abstract class GraphPlan(Schema nodes, Schema edges) : Plan(edges)
{
    public Schema Nodes { get; } = nodes;

    public Schema Edges { get; } = edges;

    /// <summary>The graph, built once a query.</summary>
    public GraphData Build(QueryContext context) => context.Once(this, () => BuildNew(context));

    public override IEnumerable<Batch> Run(QueryContext context)
        => throw QueryException.Refused(-1, "the result is a graph; graph-match or graph-to-table makes a table of it");

    protected abstract GraphData BuildNew(QueryContext context);

    /// <summary>The graph that an operator works on.</summary>
    public static GraphPlan Of(Plan input, TabularOperator syntax)
        => input as GraphPlan ?? throw QueryException.Refused(syntax.Position, $"'{syntax.Keyword}' needs a graph to work on; make-graph makes one");
}
