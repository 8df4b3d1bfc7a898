using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    private Expression ParsePostfix()
    {
        var target = ParsePrimary();
        while (!lost)
        {
            var position = Current.Start;
            if (At(".") && !Ahead().Is("."))
            {
                Advance();
                target = ParseMember(position, target);
            }
            else if (At("[") && target is not LiteralExpression { Type: not ScalarType.Dynamic })
            {
                Advance();
                target = new IndexExpression(position, target, ParseExpression());
                Expect("]");
            }
            else
            {
                break;
            }
        }

        return target;
    }

    private Expression ParseMember(int position, Expression target)
    {
        if (At("[") && !Ahead().IsString)
        {
            Advance();
            var index = ParseExpression();
            Expect("]");
            return new IndexExpression(position, target, index);
        }

        var isBracketed = At("[");
        var name = ExpectName();
        _ = isBracketed || At("(") ? name : Unreserved(name, ReservedWords.CanBeNamed);
        return At("(") ? new MemberCallExpression(position, target, ParseCall(position, name)) : new MemberExpression(position, target, name);
    }

    private Expression ParsePrimary()
    {
        var start = Current.Start;
        return Current.Kind switch
        {
            TokenKind.Literal => ParseLiteral(),
            TokenKind.Identifier => ParseNamedPrimary(start),
            _ when At("(") => ParseGroup(),
            _ when At("[") && Ahead().IsString => new NameExpression(start, ExpectName()),
            _ when At("$") && Ahead().IsIdentifier => ParseSide(start),
            _ when At("*") => ParseStar(start),
            _ => ParseNothing(start),
        };
    }

    private MissingExpression ParseNothing(int start)
    {
        Report($"expected an expression but found {Current.Shown}{Hint.For(Current, Before, [])}");
        return new(start);
    }

    private NameExpression ParseSide(int start)
    {
        Advance();
        return new(start, "$" + Advance().Text);
    }

    private WildcardExpression ParseStar(int start)
    {
        Advance();
        return new(start, "*");
    }

    private Expression ParseGroup()
    {
        Advance();
        var inner = ParsePipeline();
        Expect(")");
        return inner;
    }

    // Strings that stand side by side are one.
    private LiteralExpression ParseLiteral()
    {
        var token = Advance();
        var value = token.Value;
        while (token.IsString && Current.IsString)
        {
            value = (string)value! + (string)Advance().Value!;
        }

        return new(token.Start, token.Type, value);
    }

    private Expression ParseNamedPrimary(int start)
    {
        var name = Advance().Text;
        return name switch
        {
            "datatable" when At("(") => ParseDatatable(start),
            "externaldata" or "external_data" when At("(") => ParseExternalData(start),
            "typeof" when At("(") => ParseTypeOf(start),
            "materialize" or "toscalar" or "totable" or "view" when At("(") => new CallExpression(start, name, Parenthesised(ParsePipeline)),
            _ when At("(") => ParseCall(start, name),
            _ => new NameExpression(start, Unreserved(name, ReservedWords.CanBeNamed)),
        };
    }

    private string ExpectColumnName() => At("[") ? ExpectName() : Unreserved(ExpectName(), ReservedWords.CanBeGiven);

    private string Unreserved(string name, Func<string, bool> isFree)
    {
        if (!isFree(name))
        {
            index--;
            Report($"'{name}' is a word of the language; write ['{name}'] for the name");
        }

        return name;
    }

    private CallExpression ParseCall(int start, string name) => new(start, name, Parenthesised(ParseArgument));

    private Expression ParseArgument()
    {
        if (StartsName())
        {
            return ParseNamed();
        }

        return ParseStar() ?? (Expression)ParsePipeline();
    }

    private TypeExpression ParseTypeOf(int start)
    {
        Expect("(");
        var type = ParseType();
        Expect(")");
        return new(start, type);
    }

    private DatatableExpression ParseDatatable(int start)
    {
        var columns = Parenthesised(ParseColumnDeclaration);
        Expect("[");
        var values = new List<Expression>();
        while (!lost && !At("]"))
        {
            values.Add(ParseExpression());
            if (!TryTake(",") && !At("]"))
            {
                Report($"expected ',' or ']' but found {Current.Shown}");
            }
        }

        Expect("]");
        return new(start, columns, values);
    }

    private ExternalDataExpression ParseExternalData(int start)
    {
        var columns = Parenthesised(ParseColumnDeclaration);
        Expect("[");
        var addresses = ListOf(ParseExpression);
        Expect("]");
        var parameters = TryTake("with") ? Parenthesised(ParseParameter) : [];
        return new(start, columns, addresses, parameters);
    }
}
