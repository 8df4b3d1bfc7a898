namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    private static readonly HashSet<string> TextOperators = new(
        ["has", "has_cs", "contains", "contains_cs", "startswith", "startswith_cs", "endswith", "endswith_cs", "hasprefix", "hasprefix_cs", "hassuffix", "hassuffix_cs"],
        StringComparer.Ordinal);

    private static readonly HashSet<string> ListOperators = new(["in", "in~", "!in", "!in~", "has_any", "has_all"], StringComparer.Ordinal);

    private static readonly HashSet<string> Comparisons = new(["==", "!=", "<>", "=~", "!~", "<", ">", "<=", ">="], StringComparer.Ordinal);

    /// <summary>An expression that may be given a name, as operators list them.</summary>
    private Expression ParseNamed()
    {
        var start = Current.Start;
        if (IsTuple())
        {
            var names = Parenthesised(ExpectName);
            Expect("=");
            return new NamedExpression(start, names, true, ParseExpression());
        }

        if (StartsName())
        {
            var name = ExpectColumnName();
            Expect("=");
            return new NamedExpression(start, [name], false, ParseExpression());
        }

        return ParseStar() ?? ParseExpression();
    }

    /// <summary>A name, or a pattern of names.</summary>
    private Expression ParseColumns() => ParseWildcard() ?? ParseNamed();

    private bool StartsName()
        => (Current.IsIdentifier && Ahead().Is("=")) || (At("[") && Ahead().IsString && Ahead(2).Is("]") && Ahead(3).Is("="));

    private bool IsTuple()
    {
        var at = 0;
        if (!At("("))
        {
            return false;
        }

        do
        {
            at += 2;
        }
        while (Ahead(at - 1).IsIdentifier && Ahead(at).Is(","));

        return Ahead(at - 1).IsIdentifier && Ahead(at).Is(")") && Ahead(at + 1).Is("=");
    }

    // A star that touches a name is part of it: Device*, *Id; alone it stands for every column.
    private WildcardExpression? ParseStar() => At("*") ? ParseWildcard() : null;

    private WildcardExpression? ParseWildcard()
    {
        var at = 0;
        var stars = 0;
        for (var end = Current.Start; Ahead(at).Start == end && (Ahead(at).Is("*") || Ahead(at).IsIdentifier || Ahead(at).Value is long); at++)
        {
            stars += Ahead(at).Is("*") ? 1 : 0;
            end = Ahead(at).End;
        }

        if (stars == 0 || !(Ahead(at).Is(",") || Ahead(at).Is(")") || Ahead(at).Is("|") || Ahead(at).Is(";") || Ahead(at).Is("by")
            || Ahead(at).Is("asc") || Ahead(at).Is("desc") || Ahead(at).Is("granny-asc") || Ahead(at).Kind is TokenKind.End || Ahead(at).Is("}")))
        {
            return null;
        }

        var start = Current.Start;
        index += at;
        return new(start, text[start..tokens[index - 1].End]);
    }

    private Expression ParseExpression() => Nested(() => ParseLogical(isAnd: false), () => new MissingExpression(Current.Start));

    private Expression ParseLogical(bool isAnd)
    {
        var start = Current.Start;
        var word = isAnd ? "and" : "or";
        var first = isAnd ? ParseComparison() : ParseLogical(isAnd: true);
        if (!At(word))
        {
            return first;
        }

        var terms = new List<Expression> { first };
        while (!lost && TryTake(word))
        {
            terms.Add(isAnd ? ParseComparison() : ParseLogical(isAnd: true));
        }

        return new LogicalExpression(start, isAnd, terms);
    }

    private Expression ParseComparison()
    {
        var left = ParseSum();
        while (!lost && TryComparison(out var operation, out var position))
        {
            left = ListOperators.Contains(operation) ? new ListExpression(position, operation, left, Parenthesised(ParsePipeline))
                : operation is "between" or "!between" ? ParseBetween(position, left, operation is "!between")
                : new BinaryExpression(position, operation, left, ParseSum());
        }

        return left;
    }

    private BetweenExpression ParseBetween(int position, Expression operand, bool negated)
    {
        Expect("(");
        var low = ParseSum();
        Expect("..");
        var high = ParseSum();
        Expect(")");
        return new(position, operand, low, high, negated);
    }

    private bool TryComparison(out string operation, out int position)
    {
        position = Current.Start;
        operation = Current.Text;
        var negated = At("!") && Ahead().IsIdentifier;
        var word = negated ? Ahead().Text : operation;
        if (!negated && (Comparisons.Contains(operation) || (searching && operation is ":")))
        {
            Advance();
            return true;
        }

        if ((negated ? Ahead() : Current).IsIdentifier && (TextOperators.Contains(word) || word is "in" or "has_any" or "has_all" or "between" or "matches"))
        {
            index += negated ? 2 : 1;
            operation = (negated ? "!" : "") + word + (word is "in" && TryTake("~") ? "~" : "");
            if (word is "matches")
            {
                Expect("regex");
                operation = "matches regex";
            }

            return true;
        }

        return false;
    }

    private Expression ParseSum() => ParseChain(["+", "-"], () => ParseChain(["*", "/", "%"], ParseUnary));

    private Expression ParseChain(string[] operators, Func<Expression> operand)
    {
        var left = operand();
        for (var links = 0; !lost && Current.Kind is TokenKind.Punctuation && operators.Contains(Current.Text) && !IsPatternEnd(); links++)
        {
            var operation = Advance();
            left = new BinaryExpression(operation.Start, operation.Text, left, operand());
            if (links == MaxDepth)
            {
                Report($"more than {MaxDepth} terms in one chain");
            }
        }

        return left;
    }

    // "a*" before a comma or the end is a wildcard or a pattern, no product.
    private bool IsPatternEnd() => At("*") && (Ahead().Is(",") || Ahead().Is(")") || Ahead().Is("|") || Ahead().Kind is TokenKind.End);

    private Expression ParseUnary()
    {
        var start = Current.Start;
        if (!(At("-") || At("+")))
        {
            return ParsePostfix();
        }

        var operation = Advance().Text;
        return new UnaryExpression(start, operation, Nested(ParseUnary, () => new MissingExpression(start)));
    }
}
