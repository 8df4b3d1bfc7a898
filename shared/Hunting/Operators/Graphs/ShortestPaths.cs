using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>graph-shortest-paths: of the matches between two nodes those of the least length, or one of them.</summary>
internal sealed class ShortestPaths(Plan input, IReadOnlyList<int> lengths, int first, int last, bool all) : Plan(input.Schema)
{
    public static Plan Bind(GraphMatchOperator syntax, Plan input, MatchPattern pattern)
    {
        if (syntax.Patterns.Count != 1 || !pattern.Edges.Any(e => e.IsPath))
        {
            throw QueryException.Refused(syntax.Position, "graph-shortest-paths takes one sequence with an edge of variable length");
        }

        var output = syntax.Parameters.FirstOrDefault(p => p.Name == "output")?.Word ?? "any";
        int Row(int node) => input.Schema.IndexOf($"{pattern.Nodes[node]}.{GraphData.Row}");
        return output is "any" or "all"
            ? new ShortestPaths(input, [.. pattern.Edges.Where(e => e.IsPath).Select(e => input.Schema.IndexOf($"{e.Name}.{MatchNames.Length}"))], Row(pattern.Ends.First), Row(pattern.Ends.Last), output == "all")
            : throw QueryException.Refused(syntax.Position, $"output may be any or all, not '{output}'");
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var rows = input.Collect(context);
        var best = new Dictionary<(long, long), (long Length, List<int> Rows)>();
        for (var row = 0; row < rows.Length; row++)
        {
            var (ends, length) = ((Value(rows, first, row), Value(rows, last, row)), lengths.Sum(l => Value(rows, l, row)));
            if (!best.TryGetValue(ends, out var known) || length < known.Length)
            {
                best[ends] = (length, [row]);
            }
            else if (all && length == known.Length)
            {
                known.Rows.Add(row);
            }
        }

        yield return rows.Take([.. best.Values.SelectMany(b => b.Rows).Order()]);
    }

    private static long Value(Batch rows, int column, int row) => ((Column<long>)rows[column])[row];
}
