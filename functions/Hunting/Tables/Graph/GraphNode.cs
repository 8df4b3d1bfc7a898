using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>A device, a cloud resource or an address.</summary>
/// <param name="Id">Derived from what it is, so that it is the same in every query.</param>
/// <param name="Label">Its kind.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Categories">What it counts as, ascending.</param>
/// <param name="RawData">What is known of it.</param>
/// <param name="EntityIds">Its names elsewhere: a kind and an id each.</param>
internal sealed record GraphNode(string Id, string Label, string Name, IReadOnlyList<string> Categories, DynamicBag RawData, IReadOnlyList<(string Kind, string Id)> EntityIds);

/// <summary>A relation between two nodes.</summary>
/// <param name="Id">Derived from its ends and its label.</param>
/// <param name="Label">Its kind.</param>
/// <param name="Source">From where.</param>
/// <param name="Target">To where.</param>
/// <param name="RawData">What is known of it.</param>
internal sealed record GraphEdge(string Id, string Label, GraphNode Source, GraphNode Target, DynamicBag RawData);

/// <summary>What is known now, as a graph; in the order of ids.</summary>
internal sealed record ExposureGraph(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphEdge> Edges);
