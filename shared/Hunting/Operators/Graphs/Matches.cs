using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>The rows of a pattern's matches; columns are read only when conditions or results use them.</summary>
internal sealed class Matches(GraphPlan graph, MatchPattern pattern, Schema schema, CyclePolicy cycles) : Plan(schema)
{
    private readonly List<(string Variable, BoundExpression Holds)> required = [];

    public GraphPlan Graph => graph;

    /// <summary>What must hold for a variable's node, or for each of its edges.</summary>
    public void Require(string variable, BoundExpression holds) => required.Add((variable, holds));

    /// <summary>The paths found so far, by their number.</summary>
    public List<MatchedPath> Paths(QueryContext context) => context.Once(this, () => new List<MatchedPath>());

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var data = graph.Build(context);
        var nodes = pattern.Nodes.Select(name => Filter(name, data.NodeRows, context)).ToArray();
        var edges = pattern.Edges.Select(edge => Filter(edge.Name, data.Edges, context)).ToArray();
        var search = new MatchSearch(data, pattern, new(nodes, edges, cycles), Paths(context), context);
        foreach (var found in search.Run())
        {
            yield return Rows(data, found, context);
        }
    }

    private bool[]? Filter(string variable, Batch elements, QueryContext context)
    {
        bool[]? kept = null;
        foreach (var (_, holds) in required.Where(r => r.Variable == variable))
        {
            var column = (Column<bool>)holds.Evaluate(elements, context);
            kept ??= [.. Enumerable.Repeat(true, elements.Length)];
            for (var i = 0; i < kept.Length; i++)
            {
                kept[i] &= column[i] && !column.IsNull(i);
            }
        }

        return kept;
    }

    private Batch Rows(GraphData data, FoundMatches found, QueryContext context)
    {
        var rows = new Batch([], found.Count);
        foreach (var nodes in found.Nodes)
        {
            rows = rows.Beside(data.NodeRows.Take(nodes));
        }

        for (var i = 0; i < pattern.Edges.Count; i++)
        {
            rows = rows.Beside(pattern.Edges[i].IsPath ? PathRows(data, found.Edges[i], context) : data.Edges.Take(found.Edges[i]));
        }

        return rows;
    }

    private Batch PathRows(GraphData data, int[] numbers, QueryContext context)
    {
        var paths = Paths(context);
        var properties = Enumerable.Range(0, data.Edges.Width).Select(c => new Func<Column>(() => new Column<Dynamic>(Array.ConvertAll(numbers, n => PathCall.List(data.Edges[c], paths[n].Edges)))));
        return Batch.Lazy(
            [.. properties, () => new Column<long>(Array.ConvertAll(numbers, n => (long)n)), () => new Column<long>(Array.ConvertAll(numbers, n => (long)paths[n].Edges.Length))], numbers.Length);
    }
}
