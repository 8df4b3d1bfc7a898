using System.Diagnostics.CodeAnalysis;

namespace ExposurePipeline.Local.Broker.Filters;

/// <summary>
/// Recursive descent, weakest binding first: OR, AND, NOT, comparison, sum, product, sign. After the first problem every method returns null and
/// the problem stays as found. Longer than most files here because a grammar is read best in one piece.
/// </summary>
internal sealed class SqlParser(List<Token> tokens)
{
    // A filter has at most 1,024 characters, so this bounds the stack, not the language.
    private const int DeepestNesting = 128;

    private static readonly HashSet<string> Keywords = new(StringComparer.OrdinalIgnoreCase)
    {
        "AND", "OR", "NOT", "IN", "LIKE", "ESCAPE", "IS", "NULL", "EXISTS", "TRUE", "FALSE",
    };

    private int _at;
    private int _depth;
    private string? _problem;

    private Token Current => tokens[_at];

    public Expression? Parse(out string? problem)
    {
        var condition = Disjunction();
        if (condition is not null && Current.Kind != TokenKind.End)
            condition = Fail($"{Current.Shown} is not expected here");
        problem = _problem;
        return condition;
    }

    private Expression? Disjunction()
    {
        var left = Conjunction();
        while (left is not null && TryTake("OR"))
            left = Conjunction() is { } right ? new Or(left, right) : null;
        return left;
    }

    private Expression? Conjunction()
    {
        var left = Negation();
        while (left is not null && TryTake("AND"))
            left = Negation() is { } right ? new And(left, right) : null;
        return left;
    }

    private Expression? Negation() => Nested(() => !TryTake("NOT") ? Predicate() : Negation() is { } operand ? new Not(operand) : null);

    private Expression? Predicate()
    {
        var left = Sum();
        if (left is null)
            return null;

        if (TryTakeOneOf(["=", "<>", "!=", "<=", ">=", "<", ">"], out var symbol))
            return Sum() is { } right ? new Comparison(symbol, left, right) : null;

        if (Current.Is("IS"))
            return Nullness(left);

        var negated = TryTake("NOT");
        var test = TryTake("IN") ? Membership(left) : TryTake("LIKE") ? Pattern(left) : negated ? Fail("IN or LIKE must follow NOT") : left;
        return negated && test is not null ? new Not(test) : test;
    }

    private Expression? Nullness(Expression operand)
    {
        if (operand is not (UserProperty or SystemProperty))
            return Fail("only a property can be tested with IS NULL");
        _at++;
        var negated = TryTake("NOT");
        if (!TryTake("NULL"))
            return Fail($"NULL must follow IS, not {Current.Shown}");
        return negated ? new Not(new IsNull(operand)) : new IsNull(operand);
    }

    private In? Membership(Expression operand)
    {
        if (!Expect("("))
            return null;
        var candidates = new List<Expression>();
        do
        {
            if (Sum() is not { } candidate)
                return null;
            candidates.Add(candidate);
        }
        while (TryTake(","));
        return Expect(")") ? new In(operand, candidates) : null;
    }

    private Expression? Pattern(Expression operand)
    {
        if (Sum() is not { } pattern)
            return null;
        if (!TryTake("ESCAPE"))
            return new Like(operand, pattern, null);
        if (Current is not { Kind: TokenKind.Text, Text.Length: 1 })
            return Fail($"ESCAPE takes one quoted character, not {Current.Shown}");
        return new Like(operand, pattern, tokens[_at++].Text[0]);
    }

    private Expression? Sum() => Chain(Product, ["+", "-"]);

    private Expression? Product() => Chain(Sign, ["*", "/", "%"]);

    private Expression? Chain(Func<Expression?> operand, string[] symbols)
    {
        var left = operand();
        while (left is not null && TryTakeOneOf(symbols, out var symbol))
            left = operand() is { } right ? new Arithmetic(symbol, left, right) : null;
        return left;
    }

    private Expression? Sign() => Nested(() =>
        TryTake("+") ? Sign() : !TryTake("-") ? Operand() : Sign() is { } operand ? new Arithmetic("-", new Constant(0L), operand) : null);

    private Expression? Operand()
    {
        if (TryTake("("))
            return Disjunction() is { } inner && Expect(")") ? inner : null;

        var token = Current;
        if (token.Kind is TokenKind.Number or TokenKind.Text)
        {
            _at++;
            return new Constant(token.Kind == TokenKind.Text ? token.Text : token.Value);
        }

        return token.Is("TRUE") || token.Is("FALSE") || token.Is("NULL") ? Literal() : TryTake("EXISTS") ? Existence() : Property();
    }

    private Constant Literal()
    {
        var token = tokens[_at++];
        return new Constant(token.Is("NULL") ? null : token.Is("TRUE"));
    }

    private Expression? Existence()
    {
        if (!Expect("("))
            return null;
        var property = Property();
        if (property is null || !Expect(")"))
            return null;
        return property is UserProperty user ? new Exists(user) : new Not(new IsNull(property)); // a system property exists when it is set
    }

    private Expression? Property()
    {
        if (!TryTakeName(out var name))
            return Fail($"a property or a constant is expected, not {Current.Shown}");

        if (name.Kind == TokenKind.Word && Current.Is("("))
            return Function(name);

        var scoped = name.Kind == TokenKind.Word && (name.Is("sys") || name.Is("user")) && TryTake(".");
        if (!scoped)
            return new UserProperty(name.Text);
        if (!TryTakeName(out var inner))
            return Fail($"a property name must follow '{name.Text}.'");
        return name.Is("user") ? new UserProperty(inner.Text) : System(inner);
    }

    private Expression? System(Token name) =>
        FilterMessage.IsSystemProperty(name.Text) ? new SystemProperty(name.Text) : FailAt(name, $"there is no system property '{name.Text}'");

    private Expression? Function(Token name)
    {
        if (!name.Is("property") && !name.Is("p"))
            return FailAt(name, $"function {name.Text}() is not supported");
        if (!Expect("("))
            return null;
        if (Current.Kind != TokenKind.Text)
            return Fail($"{name.Text}() takes a quoted name, not {Current.Shown}");
        var property = new UserProperty(tokens[_at++].Text);
        return Expect(")") ? property : null;
    }

    private Expression? Nested(Func<Expression?> read)
    {
        if (_depth == DeepestNesting)
            return Fail($"nested deeper than {DeepestNesting}");
        _depth++;
        var expression = read();
        _depth--;
        return expression;
    }

    private bool TryTakeName(out Token name)
    {
        name = Current;
        var isName = name.Kind == TokenKind.QuotedName || (name.Kind == TokenKind.Word && !Keywords.Contains(name.Text));
        _at += isName ? 1 : 0;
        return isName;
    }

    private bool TryTake(string word)
    {
        var found = Current.Is(word);
        _at += found ? 1 : 0;
        return found;
    }

    private bool TryTakeOneOf(string[] symbols, [NotNullWhen(true)] out string? symbol)
    {
        symbol = Array.Find(symbols, Current.Is);
        _at += symbol is null ? 0 : 1;
        return symbol is not null;
    }

    private bool Expect(string symbol) => TryTake(symbol) || Fail($"'{symbol}' is expected, not {Current.Shown}") is not null;

    private Expression? Fail(string reason) => FailAt(Current, reason);

    private Expression? FailAt(Token token, string reason)
    {
        _problem ??= $"position {token.Position}: {reason}";
        return null;
    }
}
