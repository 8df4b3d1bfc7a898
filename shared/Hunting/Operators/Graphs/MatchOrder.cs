namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>In which order a pattern's edges are followed.</summary>
internal static class MatchOrder
{
    /// <summary>Each edge touches what the edges before it reached; one between two reached nodes comes first, it only rules out.</summary>
    public static IEnumerable<(int Edge, bool Reversed)> From(MatchPattern pattern, int start)
    {
        var (reached, left) = (new HashSet<int> { start }, Enumerable.Range(0, pattern.Edges.Count).ToList());
        while (left.Count > 0)
        {
            var next = left.Where(e => reached.Contains(pattern.Edges[e].Left) || reached.Contains(pattern.Edges[e].Right))
                .OrderByDescending(e => reached.Contains(pattern.Edges[e].Left) && reached.Contains(pattern.Edges[e].Right)).First();
            var edge = pattern.Edges[next];
            yield return (next, !reached.Contains(edge.Left));
            reached.UnionWith([edge.Left, edge.Right]);
            left.Remove(next);
        }
    }
}
