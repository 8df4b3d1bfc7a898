using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Graphs;

/// <summary>The columns of matches: each variable's properties as <c>variable.property</c>.</summary>
internal sealed class MatchNames(MatchPattern pattern, GraphPlan graph)
{
    /// <summary>Columns that a path has: its number among all, and its length.</summary>
    public const string Path = "|path", Length = "|length";

    public Schema NodeRow { get; } = GraphData.NodeRowSchema(graph.Nodes);

    public Schema EdgeRow { get; } = graph.Edges;

    public Schema All => new([
        .. pattern.Nodes.SelectMany(name => Prefixed(NodeRow, name)),
        .. pattern.Edges.SelectMany(edge => edge.IsPath ? PathColumns(edge.Name) : Prefixed(EdgeRow, edge.Name)),
    ]);

    /// <summary>The properties of one variable, under its name.</summary>
    public Schema Of(string variable) => new([.. Prefixed(pattern.Nodes.Contains(variable) ? NodeRow : EdgeRow, variable)]);

    // A property of a path is the list of its edges' values.
    private IEnumerable<ColumnSchema> PathColumns(string name) =>
    [
        .. Prefixed(EdgeRow, name).Select(c => c with { Type = ScalarType.Dynamic }),
        new($"{name}.{Path}", ScalarType.Long),
        new($"{name}.{Length}", ScalarType.Long),
    ];

    private static IEnumerable<ColumnSchema> Prefixed(Schema schema, string variable) => schema.Columns.Select(c => c with { Name = $"{variable}.{c.Name}" });
}
