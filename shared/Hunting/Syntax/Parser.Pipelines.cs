namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    private const int MaxOperators = 2_000;

    private static readonly HashSet<string> SourceKeywords = new(["print", "range", "union", "search", "find", "evaluate"], StringComparer.Ordinal);

    // After one of these the word before was a column's name, not an operator.
    private static readonly HashSet<string> NotAfterKeyword = new(["=", "==", "!=", "=~", "!~", "<", ">", "<=", ">=", "<>", ")", ",", ".", "|", ";", "]"], StringComparer.Ordinal);

    private Expression ParsePipeline() => Nested(ParsePipelineHere, () => new MissingExpression(Current.Start));

    private Expression ParsePipelineHere()
    {
        var start = Current.Start;
        var source = ParseSource();
        if (lost)
        {
            Recover();
        }

        var operators = new List<TabularOperator>();
        while (TryTake("|"))
        {
            operators.Add(ParseOperator());
            if (operators.Count == MaxOperators)
            {
                Report($"more than {MaxOperators} operators in one pipeline");
            }

            if (lost)
            {
                Recover();
            }
        }

        return operators.Count == 0 ? source : new PipelineExpression(start, source, operators);
    }

    private Expression ParseSource()
    {
        var isOperator = Current.IsIdentifier && SourceKeywords.Contains(Current.Text)
            && Ahead().Kind is not TokenKind.End && !NotAfterKeyword.Contains(Ahead().Text) && !(At("range") && Ahead().Is("("));
        return isOperator ? new OperatorSource(Current.Start, ParseOperator()) : ParseExpression();
    }

    private TabularOperator ParseOperator()
    {
        var start = Current.Start;
        var name = ReadOperatorName();
        if (OperatorParsers.TryGetValue(name, out var parse))
        {
            return parse(this, start);
        }

        var near = Suggestion.For(name, OperatorParsers.Keys);
        index -= Current.Kind is TokenKind.End || name.Length == 0 ? 0 : 1;
        Report(name.Length == 0 ? $"expected an operator but found {Current.Shown}{Hint.For(Current, Before, [])}" : $"'{name}' is no operator{near}");
        return new ConsumeOperator(start);
    }

    // Dashes belong to an operator's name when nothing stands between: project-away.
    private string ReadOperatorName()
    {
        if (!Current.IsIdentifier)
        {
            return "";
        }

        var first = Advance();
        var end = first.End;
        while (At("-") && Current.Start == end && Ahead().IsIdentifier && Ahead().Start == Current.End)
        {
            Advance();
            end = Advance().End;
        }

        return text[first.Start..end];
    }
}
