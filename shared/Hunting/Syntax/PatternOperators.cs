namespace ExposurePipeline.Hunting.Syntax;

/// <summary>A piece of parse's pattern: exactly one of skip (<c>*</c>), an anchor text, or a capture.</summary>
internal sealed record ParsePiece(int Position, string? Anchor, ColumnDeclaration? Capture) : SyntaxNode(Position);

internal sealed record ParseOperator(int Position, string Keyword, IReadOnlyList<Parameter> Parameters, Expression Source, IReadOnlyList<ParsePiece> Pattern) : TabularOperator(Position, Keyword);

internal sealed record ParseKvOperator(int Position, Expression Source, IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<Parameter> Parameters) : TabularOperator(Position, "parse-kv");

internal sealed record SeriesAggregate(int Position, Expression Value, Expression? Default) : SyntaxNode(Position);

internal sealed record MakeSeriesOperator(
    int Position, IReadOnlyList<Parameter> Parameters, IReadOnlyList<SeriesAggregate> Aggregates, Expression On, Expression? From, Expression? To, Expression Step, IReadOnlyList<Expression> By) : TabularOperator(Position, "make-series");

internal sealed record SearchOperator(int Position, IReadOnlyList<Parameter> Parameters, IReadOnlyList<Expression> Tables, Expression Predicate) : TabularOperator(Position, "search");

internal sealed record FindOperator(
    int Position, IReadOnlyList<Parameter> Parameters, IReadOnlyList<Expression> Tables, Expression Predicate, IReadOnlyList<Expression>? Project) : TabularOperator(Position, "find");

internal sealed record ScanStep(int Position, string Name, bool Optional, string Output, Expression Condition, IReadOnlyList<NamedExpression> Assignments) : SyntaxNode(Position);

internal sealed record ScanOperator(
    int Position, IReadOnlyList<Parameter> Parameters, IReadOnlyList<SortKey> OrderBy, IReadOnlyList<Expression> PartitionBy, IReadOnlyList<ColumnDeclaration> Declared, IReadOnlyList<ScanStep> Steps)
    : TabularOperator(Position, "scan");

/// <summary>A subquery per value of a key.</summary>
internal sealed record PartitionOperator(int Position, IReadOnlyList<Parameter> Parameters, Expression By, Expression Subquery) : TabularOperator(Position, "partition");

internal sealed record ForkOperator(int Position, IReadOnlyList<(string? Name, Expression Subquery)> Branches) : TabularOperator(Position, "fork");

internal sealed record FacetOperator(int Position, IReadOnlyList<Expression> By, Expression? With) : TabularOperator(Position, "facet");

internal sealed record ReduceOperator(int Position, IReadOnlyList<Parameter> Parameters, Expression By) : TabularOperator(Position, "reduce");

/// <summary>A source for the subquery of an operator that hands its rows in.</summary>
internal sealed record GivenRows(int Position) : Expression(Position);

