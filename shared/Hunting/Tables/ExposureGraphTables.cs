using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Tables;

/// <summary>The exposure graph's two tables: names and types as Microsoft documents them. They are as of now and have no time.</summary>
public static class ExposureGraphTables
{
    /// <summary>The name of the table of nodes.</summary>
    public const string Nodes = "ExposureGraphNodes";

    /// <summary>The name of the table of edges.</summary>
    public const string Edges = "ExposureGraphEdges";

    /// <summary>The columns of the nodes.</summary>
    public static Schema NodesSchema { get; } = new(
    [
        new("NodeId", ScalarType.String),
        new("NodeLabel", ScalarType.String),
        new("NodeName", ScalarType.String),
        new("Categories", ScalarType.Dynamic),
        new("NodeProperties", ScalarType.Dynamic),
        new("EntityIds", ScalarType.Dynamic),
    ]);

    /// <summary>The columns of the edges.</summary>
    public static Schema EdgesSchema { get; } = new(
    [
        new("EdgeId", ScalarType.String),
        new("EdgeLabel", ScalarType.String),
        new("SourceNodeId", ScalarType.String),
        new("SourceNodeName", ScalarType.String),
        new("SourceNodeLabel", ScalarType.String),
        new("SourceNodeCategories", ScalarType.Dynamic),
        new("TargetNodeId", ScalarType.String),
        new("TargetNodeName", ScalarType.String),
        new("TargetNodeLabel", ScalarType.String),
        new("TargetNodeCategories", ScalarType.Dynamic),
        new("EdgeProperties", ScalarType.Dynamic),
    ]);
}
