namespace ExposurePipeline.Hunting.Syntax;

/// <summary>One part of a query text, up to its semicolon.</summary>
internal abstract record Statement(int Position) : SyntaxNode(Position);

internal sealed record QueryStatement(int Position, Expression Query) : Statement(Position);

internal sealed record LetStatement(int Position, string Name, Expression Value) : Statement(Position);

internal sealed record LetFunctionStatement(int Position, string Name, IReadOnlyList<FunctionParameter> Parameters, IReadOnlyList<Statement> Body) : Statement(Position);

/// <summary><c>declare query_parameters(…)</c>.</summary>
internal sealed record ParametersStatement(int Position, IReadOnlyList<ColumnDeclaration> Parameters) : Statement(Position);

/// <summary><c>set option = value</c>.</summary>
internal sealed record SetStatement(int Position, string Name, Expression? Value) : Statement(Position);

/// <summary>A scalar parameter has a type; a tabular one a schema, in which a column named <c>*</c> stands for any others.</summary>
internal sealed record FunctionParameter(int Position, string Name, ColumnDeclaration? Scalar, IReadOnlyList<ColumnDeclaration>? Table) : SyntaxNode(Position);
