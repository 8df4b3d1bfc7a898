namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    private JoinOperator ParseJoin(int at, string keyword)
    {
        var parameters = ParseParameters();
        var right = ParseTableOperand();
        IReadOnlyList<Expression> conditions = TryTake("on") ? ListOf(ParseExpression) : [];
        return new(at, keyword, parameters, right, conditions);
    }

    private UnionOperator ParseUnion(int at)
    {
        var parameters = ParseParameters();
        return new(at, parameters, ListOf(ParseTableOperand));
    }

    /// <summary>A table's name, a call, or a query in parentheses; a name may hold wildcards.</summary>
    private Expression ParseTableOperand() => ParseWildcardTable() ?? ParsePostfix();

    private WildcardExpression? ParseWildcardTable()
    {
        var isWildcard = (Current.IsIdentifier && Ahead().Is("*") && Ahead().Start == Current.End) || At("*");
        if (!isWildcard)
        {
            return null;
        }

        var start = Current.Start;
        var end = start;
        while ((Current.IsIdentifier || At("*")) && Current.Start == end)
        {
            end = Advance().End;
        }

        return new(start, text[start..end]);
    }

    private ExpandItem ParseExpandItem()
    {
        var start = Current.Start;
        var value = ParseNamed();
        return new(start, value, ParseToType());
    }

    private Values.ScalarType? ParseToType()
    {
        if (!TryTake("to"))
        {
            return null;
        }

        Expect("typeof");
        return ParseTypeOf(Current.Start).Type;
    }

    private MvExpandOperator ParseMvExpand(int at)
    {
        var parameters = ParseParameters();
        var items = ListOf(ParseExpandItem);
        return new(at, parameters, items, TryTake("limit") ? ParseExpression() : null);
    }

    private MvApplyOperator ParseMvApply(int at)
    {
        var parameters = ParseParameters();
        var items = ListOf(ParseExpandItem);
        var limit = TryTake("limit") ? ParseExpression() : null;
        Expect("on");
        return new(at, parameters, items, limit, ParseSubquery());
    }

    /// <summary>Operators in parentheses that work on rows handed in.</summary>
    private PipelineExpression ParseSubquery()
    {
        Expect("(");
        var start = Current.Start;
        var operators = new List<TabularOperator>();
        do
        {
            operators.Add(ParseOperator());
            if (lost)
            {
                Recover();
            }
        }
        while (TryTake("|"));

        Expect(")");
        return new(start, new GivenRows(start), operators);
    }

    private PartitionOperator ParsePartition(int at)
    {
        var parameters = ParseParameters();
        Expect("by");
        Expression by = new NameExpression(Current.Start, ExpectName());
        return new(at, parameters, by, At("{") ? ParseBraced() : ParseSubquery());
    }

    private Expression ParseBraced()
    {
        Expect("{");
        var query = ParsePipeline();
        Expect("}");
        return query;
    }

    private ForkOperator ParseFork(int at)
    {
        var branches = new List<(string?, Expression)>();
        while (!lost && (At("(") || StartsName()))
        {
            var name = StartsName() ? ExpectName() : null;
            _ = name is not null && TryTake("=");
            branches.Add((name, ParseSubquery()));
            _ = TryTake(",");
        }

        return new(at, branches);
    }

    private FacetOperator ParseFacet(int at)
    {
        Expect("by");
        var by = ListOf(ParseExpression);
        return new(at, by, TryTake("with") ? ParseSubquery() : null);
    }

    private ReduceOperator ParseReduce(int at)
    {
        var parameters = ParseParameters();
        Expect("by");
        var by = ParseExpression();
        parameters.AddRange(TryTake("with") ? ListOf(ParseParameter) : []);
        return new(at, parameters, by);
    }

    private SearchOperator ParseSearch(int at)
    {
        var parameters = ParseParameters();
        var tables = TryTake("in") ? Parenthesised(ParseTableOperand) : [];
        parameters.AddRange(ParseParameters());
        searching = true;
        var predicate = ParseExpression();
        searching = false;
        return new(at, parameters, tables, predicate);
    }

    private FindOperator ParseFind(int at)
    {
        var parameters = ParseParameters();
        var tables = TryTake("in") ? Parenthesised(ParseTableOperand) : [];
        _ = TryTake("where");
        var predicate = ParseExpression();
        var project = TryTake("project") ? ListOf(ParseNamed) : null;
        return new(at, parameters, tables, predicate, project);
    }
}
