using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>make-graph: a row is an edge; an end that no node table has is a node of its id alone.</summary>
internal sealed class MakeGraph : GraphPlan
{
    private readonly Plan edges;
    private readonly BoundExpression source;
    private readonly BoundExpression target;
    private readonly GraphNodeTables nodes;

    private MakeGraph(Plan edges, BoundExpression source, BoundExpression target, GraphNodeTables nodes)
        : base(nodes.Schema, edges.Schema)
    {
        this.edges = edges;
        this.source = source;
        this.target = target;
        this.nodes = nodes;
    }

    public static Plan Bind(MakeGraphOperator syntax, Plan input, OperatorSite site)
    {
        if (syntax.PartitionedBy is { } partition)
        {
            return GraphPartition.Bind(syntax with { PartitionedBy = null }, partition.Column, partition.Subquery, input, site);
        }

        var (source, target) = (End(syntax, syntax.Source, input.Schema), End(syntax, syntax.Target, input.Schema));
        return source.Type == target.Type
            ? new MakeGraph(input, source, target, GraphNodeTables.Bind(syntax, source.Type, site))
            : throw QueryException.Refused(syntax.Position, $"the ends of an edge must be of one type, not {source.Type.Name()} and {target.Type.Name()}");
    }

    protected override GraphData BuildNew(QueryContext context)
    {
        var index = new GroupIndex([source.Type]);
        var known = nodes.Assign(index, context);
        var rows = edges.Collect(context);
        var (sources, targets) = (index.Assign([source.Evaluate(rows, context)], rows.Length), index.Assign([target.Evaluate(rows, context)], rows.Length));
        context.Hold((rows.Length + index.Count) * 32L);
        return new(nodes.Rows(index, known), rows, sources, targets);
    }

    private static BoundExpression End(MakeGraphOperator syntax, string name, Schema edges)
    {
        var column = new RowNames(edges).Find(ColumnPatterns.Names(new NameExpression(syntax.Position, name), edges).Single())!;
        return column.Type is ScalarType.Int ? Widening.To(column, ScalarType.Long)! : column;
    }
}
