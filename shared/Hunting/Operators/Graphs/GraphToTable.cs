using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>graph-to-table: the nodes or the edges as rows, with numbers that identify nodes where asked for.</summary>
internal sealed class GraphToTable(GraphPlan graph, bool nodes, IReadOnlyList<string> ids)
    : Plan(new([.. (nodes ? graph.Nodes : graph.Edges).Columns, .. ids.Select(id => new ColumnSchema(id.Split('=')[1], ScalarType.Long))]))
{
    public static Plan Bind(GraphToTableOperator syntax, Plan input, OperatorSite site)
    {
        if (syntax.Tables is not [var table])
        {
            throw QueryException.Unsupported(syntax.Tables[1].Position, "graph-to-table with several results is not supported; ask for nodes or edges alone");
        }

        var known = table.What == "nodes" ? new[] { "with_node_id" } : ["with_source_id", "with_target_id"];
        var unknown = table.Parameters.FirstOrDefault(p => !known.Contains(p.Name));
        return unknown is null ? new GraphToTable(GraphPlan.Of(input, syntax), table.What == "nodes", [.. table.Parameters.Select(p => $"{p.Name}={p.Word}")])
            : throw QueryException.Refused(unknown.Position, $"{table.What} have no '{unknown.Name}'");
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var data = graph.Build(context);
        var numbers = ids.Select(id => new Column<long>([.. Numbers(data, id.Split('=')[0]).Select(n => (long)n)]));
        yield return (nodes ? data.Nodes : data.Edges).With(numbers);
    }

    private static IEnumerable<int> Numbers(GraphData data, string id) => id switch
    {
        "with_source_id" => data.Sources,
        "with_target_id" => data.Targets,
        _ => Enumerable.Range(0, data.Nodes.Length),
    };
}
