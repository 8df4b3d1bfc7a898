namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>A walk that stands for an edge of variable length, from its left node to its right one.</summary>
internal sealed record MatchedPath(int[] Edges, int[] InnerNodes);
