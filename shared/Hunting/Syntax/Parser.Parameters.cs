namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    /// <summary>Settings before an operator's operands: name=value, with or without commas.</summary>
    private List<Parameter> ParseParameters()
    {
        var parameters = new List<Parameter>();
        while (!lost && IsParameter())
        {
            parameters.Add(ParseParameter());
            _ = TryTake(",");
        }

        return parameters;
    }

    private bool IsParameter()
    {
        var at = 0;
        while (Ahead(at).IsIdentifier && Ahead(at + 1).Is(".") && Ahead(at + 2).IsIdentifier)
        {
            at += 2;
        }

        return Current.IsIdentifier && Ahead(at + 1).Is("=") && (at > 0 || KnownParameters.Contains(Current.Text));
    }

    private static readonly HashSet<string> KnownParameters = new(
        ["kind", "isfuzzy", "withsource", "with_source", "bagexpansion", "with_itemindex", "with_match_id", "flags", "cycles", "output", "datascope", "decodeblocks", "with_component_id", "with_node_id", "with_source_id", "with_target_id"],
        StringComparer.Ordinal);

    private Parameter ParseParameter()
    {
        var start = Current.Start;
        var name = ExpectName();
        while (TryTake("."))
        {
            name += "." + ExpectName();
        }

        Expect("=");
        return new(start, name, ParseParameterValue());
    }

    // A bare word, never a call: in "kind=inner (T)" the parenthesis opens the operand.
    private Expression ParseParameterValue()
        => Current.IsIdentifier && !(Ahead().Is(".") || Ahead().Is("[")) ? new NameExpression(Current.Start, Advance().Text) : ParseUnary();

    private SortKey ParseSortKey()
    {
        var start = Current.Start;
        var value = ParseColumns();
        bool? ascending = TryTake("asc") ? true : TryTake("desc") ? false : null;
        if (!TryTake("nulls"))
        {
            return new(start, value, ascending, null);
        }

        var first = TryTake("first");
        if (!first)
        {
            Expect("last");
        }

        return new(start, value, ascending, first);
    }

    private List<Expression> ParseBy() => TryTake("by") ? ListOf(ParseNamed) : [];

    private bool AtOperatorEnd => AtEnd || At("|") || At(";") || At(")") || At("}");
}
