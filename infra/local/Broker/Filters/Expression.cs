namespace ExposurePipeline.Local.Broker.Filters;

/// <summary>
/// A node of a filter. Its value is text, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/>, or null, which is SQL's unknown: a property
/// that is absent, NULL, or an operation on types that do not fit.
/// </summary>
internal abstract record Expression
{
    public abstract object? Evaluate(FilterMessage message);
}

internal sealed record Constant(object? Value) : Expression
{
    public override object? Evaluate(FilterMessage message) => Value;
}

internal sealed record UserProperty(string Name) : Expression
{
    public override object? Evaluate(FilterMessage message) => message.User(Name);
}

internal sealed record SystemProperty(string Name) : Expression
{
    public override object? Evaluate(FilterMessage message) => message.System(Name);
}

internal sealed record Not(Expression Operand) : Expression
{
    public override object? Evaluate(FilterMessage message) => Operand.Evaluate(message) is bool value ? !value : null;
}

internal sealed record And(Expression Left, Expression Right) : Expression
{
    public override object? Evaluate(FilterMessage message) => (Left.Evaluate(message) as bool?) & (Right.Evaluate(message) as bool?);
}

internal sealed record Or(Expression Left, Expression Right) : Expression
{
    public override object? Evaluate(FilterMessage message) => (Left.Evaluate(message) as bool?) | (Right.Evaluate(message) as bool?);
}

internal sealed record IsNull(Expression Operand) : Expression
{
    public override object? Evaluate(FilterMessage message) => Operand.Evaluate(message) is null;
}

internal sealed record Exists(UserProperty Property) : Expression
{
    public override object? Evaluate(FilterMessage message) => message.Properties.ContainsKey(Property.Name);
}

internal sealed record Comparison(string Operator, Expression Left, Expression Right) : Expression
{
    public override object? Evaluate(FilterMessage message) => Values.Compare(Operator, Left.Evaluate(message), Right.Evaluate(message));
}

internal sealed record Arithmetic(string Operator, Expression Left, Expression Right) : Expression
{
    public override object? Evaluate(FilterMessage message) => Values.Calculate(Operator, Left.Evaluate(message), Right.Evaluate(message));
}

internal sealed record In(Expression Operand, IReadOnlyList<Expression> Candidates) : Expression
{
    public override object? Evaluate(FilterMessage message)
    {
        var value = Operand.Evaluate(message);
        return value is null ? null : Candidates.Any(candidate => Values.Compare("=", value, candidate.Evaluate(message)) is true);
    }
}

internal sealed record Like(Expression Operand, Expression Pattern, char? Escape) : Expression
{
    public override object? Evaluate(FilterMessage message) =>
        Operand.Evaluate(message) is string value && Pattern.Evaluate(message) is string pattern ? LikePattern.Matches(value, pattern, Escape) : null;
}
