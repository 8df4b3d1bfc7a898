namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>What a match may walk twice.</summary>
internal enum CyclePolicy
{
    UniqueEdges,
    All,
    None,
}

/// <summary>What elements may stand for the pattern's nodes and edges; null where any may.</summary>
internal sealed record MatchLimits(bool[]?[] Nodes, bool[]?[] Edges, CyclePolicy Cycles);
