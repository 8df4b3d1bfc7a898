using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>Nodes and edges with their properties, and which edges leave and reach each node.</summary>
internal sealed class GraphData
{
    /// <summary>Columns that nodes have beside their properties; no query can write such names.</summary>
    public const string InDegree = "|in", OutDegree = "|out", Row = "|row";

    public GraphData(Batch nodes, Batch edges, int[] sources, int[] targets)
    {
        (Nodes, Edges, Sources, Targets) = (nodes, edges, sources, targets);
        (Outgoing, Incoming) = (Adjacency.Of(sources, nodes.Length), Adjacency.Of(targets, nodes.Length));
        NodeRows = nodes.With([Degrees(Incoming), Degrees(Outgoing), new Column<long>([.. Enumerable.Range(0, nodes.Length).Select(i => (long)i)])]);
    }

    public Batch Nodes { get; }

    public Batch Edges { get; }

    /// <summary>The nodes with their degrees and number.</summary>
    public Batch NodeRows { get; }

    /// <summary>The node each edge leaves.</summary>
    public int[] Sources { get; }

    /// <summary>The node each edge reaches.</summary>
    public int[] Targets { get; }

    public Adjacency Outgoing { get; }

    public Adjacency Incoming { get; }

    /// <summary>The columns of <see cref="NodeRows"/>.</summary>
    public static Schema NodeRowSchema(Schema nodes)
        => new([.. nodes.Columns, new(InDegree, ScalarType.Long), new(OutDegree, ScalarType.Long), new(Row, ScalarType.Long)]);

    private Column<long> Degrees(Adjacency adjacency) => new([.. Enumerable.Range(0, Nodes.Length).Select(node => (long)adjacency.Of(node).Length)]);
}

/// <summary>The edges at each node, side by side in one array.</summary>
internal sealed class Adjacency(int[] starts, int[] edges)
{
    public ReadOnlySpan<int> Of(int node) => edges.AsSpan(starts[node], starts[node + 1] - starts[node]);

    public static Adjacency Of(int[] ends, int nodes)
    {
        var starts = new int[nodes + 1];
        foreach (var node in ends)
        {
            starts[node + 1]++;
        }

        for (var node = 0; node < nodes; node++)
        {
            starts[node + 1] += starts[node];
        }

        var (next, edges) = (starts[..nodes], new int[ends.Length]);
        for (var edge = 0; edge < ends.Length; edge++)
        {
            edges[next[ends[edge]]++] = edge;
        }

        return new(starts, edges);
    }
}
