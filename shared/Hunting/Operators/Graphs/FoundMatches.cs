using ExposurePipeline.Hunting.Execution;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>Some matches: for each of the pattern's nodes the graph's nodes, for each edge the graph's edges or the paths' numbers.</summary>
internal sealed record FoundMatches(int[][] Nodes, int[][] Edges, int Count);

/// <summary>Gathers matches until they are enough for a batch.</summary>
internal sealed class MatchBuffer(MatchPattern pattern, QueryContext context)
{
    private const int MaxMatches = 1_000_000;

    private readonly List<int>[] nodes = [.. pattern.Nodes.Select(_ => new List<int>())];
    private readonly List<int>[] edges = [.. pattern.Edges.Select(_ => new List<int>())];

    /// <summary>How many were ever added.</summary>
    public int Total { get; private set; }

    /// <summary>How many wait.</summary>
    public int Count => nodes[0].Count;

    /// <summary>Adds what the pattern's nodes and edges stand for now.</summary>
    public void Add(int[] boundNodes, int[] boundEdges)
    {
        if (++Total > MaxMatches)
        {
            throw new QueryException(HuntingErrorKind.Budget, -1, $"the pattern has more than {MaxMatches} matches; filter its nodes and edges, or shorten its paths");
        }

        for (var i = 0; i < nodes.Length; i++)
        {
            nodes[i].Add(boundNodes[i]);
        }

        for (var i = 0; i < edges.Length; i++)
        {
            edges[i].Add(boundEdges[i]);
        }
    }

    /// <summary>What waits, and waits no longer.</summary>
    public FoundMatches Take()
    {
        var found = new FoundMatches([.. nodes.Select(n => n.ToArray())], [.. edges.Select(e => e.ToArray())], Count);
        context.Hold(found.Count * 4L * (nodes.Length + edges.Length));
        Array.ForEach(nodes, n => n.Clear());
        Array.ForEach(edges, e => e.Clear());
        return found;
    }
}
