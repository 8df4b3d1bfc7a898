using ExposurePipeline.Hunting.Syntax;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>An edge of a pattern between two of its nodes; a path where it may have another length than one.</summary>
internal sealed record MatchEdge(string Name, int Left, int Right, EdgeDirection Direction, bool IsPath, int Min, int Max);

/// <summary>A pattern's nodes by name and the edges between them.</summary>
internal sealed class MatchPattern
{
    private readonly List<string> nodes = [];
    private readonly List<MatchEdge> edges = [];

    private MatchPattern()
    {
    }

    public IReadOnlyList<string> Nodes => nodes;

    public IReadOnlyList<MatchEdge> Edges => edges;

    /// <summary>The first and the last node as written.</summary>
    public (int First, int Last) Ends { get; private set; }

    public static MatchPattern Bind(GraphMatchOperator syntax, OperatorSite site)
    {
        var pattern = new MatchPattern();
        foreach (var sequence in syntax.Patterns)
        {
            pattern.Add(sequence, site);
        }

        return pattern.IsConnected() ? pattern : throw QueryException.Refused(syntax.Position, "the sequences of a pattern must share nodes");
    }

    private void Add(IReadOnlyList<PatternElement> sequence, OperatorSite site)
    {
        var first = Node((PatternNode)sequence[0]);
        var left = first;
        for (var i = 1; i + 1 < sequence.Count; i += 2)
        {
            var right = Node((PatternNode)sequence[i + 1]);
            edges.Add(Edge((PatternEdge)sequence[i], left, right, site));
            left = right;
        }

        Ends = (first, left);
    }

    private int Node(PatternNode syntax)
    {
        var name = syntax.Name ?? $"|{nodes.Count}";
        if (nodes.IndexOf(name) is >= 0 and var known)
        {
            return known;
        }

        nodes.Add(name);
        return nodes.Count - 1;
    }

    private MatchEdge Edge(PatternEdge syntax, int left, int right, OperatorSite site)
    {
        var name = syntax.Name ?? $"|e{edges.Count}";
        if (edges.Exists(e => e.Name == name) || nodes.Contains(name))
        {
            throw QueryException.Refused(syntax.Position, $"'{name}' is in the pattern already");
        }

        var (min, max) = syntax.Length is { } length ? (Bound(length.Min, site), Bound(length.Max, site)) : (1, 1);
        return min <= max ? new(name, left, right, syntax.Direction, syntax.Length is not null, min, max)
            : throw QueryException.Refused(syntax.Position, "the least length is greater than the most");
    }

    private static int Bound(Expression length, OperatorSite site) => (int)Math.Min(int.MaxValue, Take.Number(length, site));

    private bool IsConnected()
    {
        var reached = new HashSet<int> { 0 };
        for (var before = 0; before < reached.Count;)
        {
            before = reached.Count;
            foreach (var edge in edges.Where(e => reached.Contains(e.Left) || reached.Contains(e.Right)))
            {
                reached.UnionWith([edge.Left, edge.Right]);
            }
        }

        return reached.Count == nodes.Count;
    }
}
