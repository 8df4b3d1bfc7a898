namespace ExposurePipeline.Hunting.Syntax;

/// <summary>The nodes of a graph: a table and the column that identifies its rows.</summary>
internal sealed record GraphNodes(int Position, Expression Table, string Key) : SyntaxNode(Position);

internal sealed record MakeGraphOperator(
    int Position, string Source, string Target, IReadOnlyList<GraphNodes> Nodes, string? NodeId, (string Column, Expression Subquery)? PartitionedBy) : TabularOperator(Position, "make-graph");

internal abstract record PatternElement(int Position, string? Name) : SyntaxNode(Position);

internal sealed record PatternNode(int Position, string? Name) : PatternElement(Position, Name);

internal enum EdgeDirection
{
    Outgoing,
    Incoming,
    Any,
}

/// <summary>An edge of a pattern; with a length range, a path.</summary>
internal sealed record PatternEdge(int Position, string? Name, EdgeDirection Direction, (Expression Min, Expression Max)? Length) : PatternElement(Position, Name);

internal sealed record GraphMatchOperator(
    int Position, string Keyword, IReadOnlyList<Parameter> Parameters, IReadOnlyList<IReadOnlyList<PatternElement>> Patterns, Expression? Where, IReadOnlyList<Expression> Project)
    : TabularOperator(Position, Keyword);

/// <summary>What graph-to-table gives out: nodes or edges, and under which name.</summary>
internal sealed record GraphTable(int Position, string What, string? Name, IReadOnlyList<Parameter> Parameters) : SyntaxNode(Position);

internal sealed record GraphToTableOperator(int Position, IReadOnlyList<GraphTable> Tables) : TabularOperator(Position, "graph-to-table");

internal sealed record GraphMarkComponentsOperator(int Position, IReadOnlyList<Parameter> Parameters) : TabularOperator(Position, "graph-mark-components");

/// <summary>graph-where-nodes and graph-where-edges.</summary>
internal sealed record GraphWhereOperator(int Position, string Keyword, Expression Predicate) : TabularOperator(Position, Keyword);
