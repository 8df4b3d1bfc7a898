using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Syntax;

/// <summary>A piece of a query's tree; <paramref name="Position"/> is its offset in the text.</summary>
internal abstract record SyntaxNode(int Position);

/// <summary>A scalar expression, or a table: the language writes both alike.</summary>
internal abstract record Expression(int Position) : SyntaxNode(Position);

internal sealed record LiteralExpression(int Position, ScalarType Type, object? Value) : Expression(Position);

internal sealed record NameExpression(int Position, string Name) : Expression(Position);

/// <summary><c>*</c>, or a name with <c>*</c> in it.</summary>
internal sealed record WildcardExpression(int Position, string Pattern) : Expression(Position);

/// <summary><c>typeof(…)</c>.</summary>
internal sealed record TypeExpression(int Position, ScalarType Type) : Expression(Position);

internal sealed record MemberExpression(int Position, Expression Target, string Name) : Expression(Position);

internal sealed record IndexExpression(int Position, Expression Target, Expression Index) : Expression(Position);

internal sealed record CallExpression(int Position, string Name, IReadOnlyList<Expression> Arguments) : Expression(Position);

/// <summary>A call on a target, as in <c>cluster("c").database("d")</c>.</summary>
internal sealed record MemberCallExpression(int Position, Expression Target, CallExpression Call) : Expression(Position);

internal sealed record UnaryExpression(int Position, string Operator, Expression Operand) : Expression(Position);

internal sealed record BinaryExpression(int Position, string Operator, Expression Left, Expression Right) : Expression(Position);

/// <summary><c>and</c> or <c>or</c> over two or more terms.</summary>
internal sealed record LogicalExpression(int Position, bool IsAnd, IReadOnlyList<Expression> Terms) : Expression(Position);

internal sealed record BetweenExpression(int Position, Expression Operand, Expression Low, Expression High, bool Negated) : Expression(Position);

/// <summary><c>in</c>, <c>has_any</c> and their like.</summary>
internal sealed record ListExpression(int Position, string Operator, Expression Operand, IReadOnlyList<Expression> Items) : Expression(Position);

/// <summary><c>name = value</c>, or <c>(a, b) = value</c>.</summary>
internal sealed record NamedExpression(int Position, IReadOnlyList<string> Names, bool IsTuple, Expression Value) : Expression(Position);

/// <summary>A source followed by tabular operators.</summary>
internal sealed record PipelineExpression(int Position, Expression Source, IReadOnlyList<TabularOperator> Operators) : Expression(Position);

/// <summary>A source that begins like an operator: print, range, union, search, find, evaluate.</summary>
internal sealed record OperatorSource(int Position, TabularOperator Operator) : Expression(Position);

internal sealed record DatatableExpression(int Position, IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<Expression> Values) : Expression(Position);

internal sealed record ExternalDataExpression(int Position, IReadOnlyList<ColumnDeclaration> Columns, IReadOnlyList<Expression> Addresses, IReadOnlyList<Parameter> Parameters) : Expression(Position);

/// <summary>Stands where the text could not be read; a diagnostic says so.</summary>
internal sealed record MissingExpression(int Position) : Expression(Position);

internal sealed record ColumnDeclaration(int Position, string Name, ScalarType Type, Expression? Default = null) : SyntaxNode(Position);

/// <summary>An operator's setting, such as <c>kind=inner</c> or <c>hint.strategy=shuffle</c>.</summary>
internal sealed record Parameter(int Position, string Name, Expression Value) : SyntaxNode(Position)
{
    /// <summary>The value as a bare word.</summary>
    public string Word => Value switch
    {
        NameExpression { Name: var name } => name,
        LiteralExpression { Value: string text } => text,
        LiteralExpression { Value: bool flag } => flag ? "true" : "false",
        _ => "",
    };
}
