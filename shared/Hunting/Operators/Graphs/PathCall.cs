using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>all, any or map: computed once for every edge (or node) of the graph, and read along each path.</summary>
internal sealed class PathCall(string function, BoundExpression value, int pathColumn, bool overNodes, Matches matches)
    : BoundExpression(function == "map" ? ScalarType.Dynamic : ScalarType.Bool)
{
    public override bool IsConstant => false;

    public override Column Evaluate(Batch batch, QueryContext context)
    {
        var graph = matches.Graph.Build(context);
        var values = context.Once(this, () => value.Evaluate(overNodes ? graph.NodeRows : graph.Edges, context));
        var (numbers, paths) = ((Column<long>)batch[pathColumn], matches.Paths(context));
        var walked = Enumerable.Range(0, batch.Length).Select(row => paths[(int)numbers[row]]).Select(p => overNodes ? p.InnerNodes : p.Edges);
        return function == "map"
            ? new Column<Dynamic>([.. walked.Select(w => List(values, w))])
            : new Column<bool>([.. walked.Select(w => function == "all" ? w.All(e => Holds(values, e)) : w.Any(e => Holds(values, e)))]);
    }

    /// <summary>The values of a path's edges, as a list.</summary>
    public static Dynamic List(Column values, int[] rows)
        => new DynamicArray([.. rows.Select(row => DynamicConversion.TryWrap(values.Boxed(row), out var item) ? item : null)]);

    private static bool Holds(Column values, int row) => !values.IsNull(row) && ((Column<bool>)values)[row];
}
