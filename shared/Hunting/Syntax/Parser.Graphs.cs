namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    private MakeGraphOperator ParseMakeGraph(int at)
    {
        var source = ExpectName();
        Expect("-");
        Expect("-");
        Expect(">");
        var target = ExpectName();
        var (nodes, id) = ParseNodesClause();
        return new(at, source, target, nodes, id, At("partitioned") || At("partition") ? ParsePartitionedBy() : null);
    }

    private (List<GraphNodes> Nodes, string? Id) ParseNodesClause()
    {
        if (At("with_node_id"))
        {
            return ([], ParseParameter().Word);
        }

        return (TryTake("with") ? ListOf(ParseGraphNodes) : [], null);
    }

    private GraphNodes ParseGraphNodes()
    {
        var start = Current.Start;
        var table = ParseTableOperand();
        Expect("on");
        return new(start, table, ExpectName());
    }

    private (string, Expression) ParsePartitionedBy()
    {
        _ = ReadOperatorName();
        _ = TryTake("by");
        return (ExpectName(), ParseSubquery());
    }

    private GraphMatchOperator ParseGraphMatch(int at, string keyword)
    {
        var parameters = ParseParameters();
        var patterns = ListOf(ParsePattern);
        var where = TryTake("where") ? ParseExpression() : null;
        IReadOnlyList<Expression> project = TryTake("project") ? ListOf(ParseNamed) : [];
        return new(at, keyword, parameters, patterns, where, project);
    }

    private IReadOnlyList<PatternElement> ParsePattern()
    {
        var elements = new List<PatternElement> { ParsePatternNode() };
        while (!lost && (At("-") || At("<")))
        {
            elements.Add(ParsePatternEdge());
            elements.Add(ParsePatternNode());
        }

        return elements;
    }

    private PatternNode ParsePatternNode()
    {
        var start = Current.Start;
        Expect("(");
        var name = At(")") ? null : ExpectName();
        Expect(")");
        return new(start, name);
    }

    // -[e]->  -[e*1..3]->  <-[e]-  -[e]-  and, without a name, -->  <--  --
    private PatternEdge ParsePatternEdge()
    {
        var start = Current.Start;
        var incoming = TryTake("<");
        Expect("-");
        string? name = null;
        (Expression, Expression)? length = null;
        if (TryTake("["))
        {
            name = Current.IsIdentifier ? ExpectName() : null;
            length = TryTake("*") ? ParseLength() : null;
            Expect("]");
        }

        Expect("-");
        var outgoing = !incoming && TryTake(">");
        return new(start, name, incoming ? EdgeDirection.Incoming : outgoing ? EdgeDirection.Outgoing : EdgeDirection.Any, length);
    }

    private (Expression, Expression) ParseLength()
    {
        var min = ParsePrimary();
        Expect("..");
        return (min, ParsePrimary());
    }

    private GraphToTableOperator ParseGraphToTable(int at) => new(at, ListOf(ParseGraphTable));

    private GraphTable ParseGraphTable()
    {
        var start = Current.Start;
        var what = ExpectName();
        if (what is not ("nodes" or "edges"))
        {
            Report("expected 'nodes' or 'edges'");
        }

        return new(start, what, TryTake("as") ? ExpectName() : null, ParseParameters());
    }
}
