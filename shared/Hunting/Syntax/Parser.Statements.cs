using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    private List<Statement> ParseStatements(string? end)
    {
        var statements = new List<Statement>();
        while (!AtEnd && !(end is not null && At(end)))
        {
            if (TryTake(";"))
            {
                continue;
            }

            statements.Add(ParseStatement());
            if (!AtEnd && !At(";") && !(end is not null && At(end)))
            {
                Report($"expected '|' or ';' but found {Current.Shown}{Hint.For(Current, Before, OperatorParsers.Keys)}");
                Recover();
                index += AtEnd || At(";") || At("|") ? 0 : 1;
                SkipStrayPipe();
            }
        }

        return statements;
    }

    private void SkipStrayPipe()
    {
        while (At("|"))
        {
            Advance();
            Recover();
        }
    }

    private Statement ParseStatement()
    {
        var start = Current.Start;
        if (At("let") && !Ahead().Is("="))
        {
            Advance();
            return ParseLet(start);
        }

        if (At("declare") && Ahead().Is("query_parameters"))
        {
            index += 2;
            return new ParametersStatement(start, Parenthesised(ParseColumnDeclaration));
        }

        if (At("declare") && Ahead().Is("pattern"))
        {
            Report("'declare pattern' is not supported");
            Recover();
        }

        if (At("set") && Ahead().IsIdentifier)
        {
            Advance();
            var name = ExpectName();
            return new SetStatement(start, name, TryTake("=") ? ParseExpression() : null);
        }

        return new QueryStatement(start, ParsePipeline());
    }

    private Statement ParseLet(int start)
    {
        var name = ExpectColumnName();
        Expect("=");
        if (lost)
        {
            Recover();
            return new LetStatement(start, name, new MissingExpression(start));
        }

        return IsFunction() ? ParseFunction(start, name) : new LetStatement(start, name, ParsePipeline());
    }

    // Parameters and a body in braces: (x: long) { … }; 'view' may stand before.
    private bool IsFunction()
    {
        var at = At("view") ? 1 : 0;
        if (!Ahead(at).Is("("))
        {
            return false;
        }

        var open = 0;
        for (; Ahead(at).Kind is not TokenKind.End; at++)
        {
            open += Ahead(at).Is("(") ? 1 : Ahead(at).Is(")") ? -1 : 0;
            if (open == 0)
            {
                return Ahead(at + 1).Is("{");
            }
        }

        return false;
    }

    private LetFunctionStatement ParseFunction(int start, string name)
    {
        TryTake("view");
        var parameters = Parenthesised(ParseFunctionParameter);
        Expect("{");
        var body = ParseStatements("}");
        Expect("}");
        return new(start, name, parameters, body);
    }

    private FunctionParameter ParseFunctionParameter()
    {
        var start = Current.Start;
        if (Ahead().Is(":") && Ahead(2).Is("("))
        {
            var table = ExpectName();
            Advance();
            return new(start, table, null, ParseTableSchema());
        }

        var column = ParseColumnDeclaration();
        return new(start, column.Name, column, null);
    }

    private List<ColumnDeclaration> ParseTableSchema()
    {
        if (!Ahead().Is("*"))
        {
            return Parenthesised(ParseColumnDeclaration);
        }

        index += 2;
        var others = TryTake(",") ? ListOf(ParseColumnDeclaration) : [];
        Expect(")");
        return [new(Current.Start, "*", ScalarType.Dynamic), .. others];
    }

    private ColumnDeclaration ParseColumnDeclaration()
    {
        var start = Current.Start;
        var name = ExpectColumnName();
        Expect(":");
        var type = ParseType();
        return new(start, name, type, TryTake("=") ? ParseExpression() : null);
    }

    private ScalarType ParseType()
    {
        if (!lost && Current.IsIdentifier && ScalarTypes.TryRead(Current.Text, out var type))
        {
            Advance();
            return type;
        }

        Report($"expected a type but found {Current.Shown}");
        return default;
    }
}
