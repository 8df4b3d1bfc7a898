using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>The functions that only patterns have: all, any, map, inner_nodes, node_degree_in, node_degree_out, labels.</summary>
internal sealed class PathCalls(MatchPattern pattern, MatchNames names, Matches matches, OperatorSite site)
{
    public static bool IsIn(Expression expression) => ExpressionTree.Calls(expression).Any(c => c.Name is "all" or "any" or "map");

    /// <summary>The condition of <c>all(path, condition)</c>, which is the same as asking it of each edge.</summary>
    public (string Path, BoundExpression Holds)? EveryEdge(Expression condition)
        => condition is CallExpression { Name: "all", Arguments: [NameExpression path, var holds] } && pattern.Edges.Any(e => e.IsPath && e.Name == path.Name)
            ? (path.Name, Over(names.EdgeRow).BindPredicate(holds))
            : null;

    /// <summary>The function in a call; null when it is none of these.</summary>
    public BoundExpression? Bind(CallExpression call) => call.Name switch
    {
        "all" or "any" or "map" => BindPath(call),
        _ => Degree(names.All)(call),
    };

    /// <summary>node_degree_in and node_degree_out over nodes with the given columns.</summary>
    public static Func<CallExpression, BoundExpression?> Degree(Schema schema) => call => call.Name switch
    {
        "node_degree_in" => DegreeOf(call, schema, GraphData.InDegree),
        "node_degree_out" => DegreeOf(call, schema, GraphData.OutDegree),
        "labels" => new Constant(ScalarType.Dynamic, new DynamicArray([])),
        _ => null,
    };

    private static BoundExpression DegreeOf(CallExpression call, Schema schema, string degree)
        => new RowNames(schema).Find(call.Arguments is [NameExpression node] ? $"{node.Name}.{degree}" : degree) ?? throw QueryException.Refused(call.Position, $"{call.Name}() is asked of a node");

    private PathCall BindPath(CallExpression call)
    {
        if (call.Arguments is not [var over, var inner])
        {
            throw QueryException.Refused(call.Position, $"{call.Name}() takes a path and an expression");
        }

        var isInner = over is CallExpression { Name: "inner_nodes" };
        var name = (over as CallExpression)?.Arguments is [NameExpression nested] && isInner ? nested.Name : (over as NameExpression)?.Name;
        var path = pattern.Edges.FirstOrDefault(e => e.IsPath && e.Name == name) ?? throw QueryException.Refused(over.Position, $"{call.Name}() works on an edge of variable length");
        var binder = Over(isInner ? names.NodeRow : names.EdgeRow);
        var value = call.Name == "map" ? binder.Bind(inner) : binder.BindPredicate(inner);
        return new(call.Name, value, names.All.IndexOf($"{path.Name}.{MatchNames.Path}"), isInner, matches);
    }

    private ExpressionBinder Over(Schema schema) => new(site.Query, site.Scope, new RowNames(schema), Degree(schema));
}
