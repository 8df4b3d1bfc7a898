namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    private static readonly Dictionary<string, Func<Parser, int, TabularOperator>> OperatorParsers = new(StringComparer.Ordinal)
    {
        ["where"] = (p, at) => new WhereOperator(at, p.ParseExpression()),
        ["filter"] = (p, at) => new WhereOperator(at, p.ParseExpression()),
        ["extend"] = (p, at) => new ExtendOperator(at, p.ListOf(p.ParseNamed)),
        ["project"] = (p, at) => new ProjectOperator(at, p.AtOperatorEnd ? [] : p.ListOf(p.ParseNamed)),
        ["project-away"] = (p, at) => new ProjectAwayOperator(at, p.ListOf(p.ParseColumns)),
        ["project-keep"] = (p, at) => new ProjectKeepOperator(at, p.ListOf(p.ParseColumns)),
        ["project-rename"] = (p, at) => new ProjectRenameOperator(at, p.ListOf(p.ParseNamed)),
        ["project-reorder"] = (p, at) => new ProjectReorderOperator(at, p.ListOf(p.ParseSortKey)),
        ["project-by-names"] = (p, at) => new ProjectByNamesOperator(at, p.ListOf(p.ParseNamed)),
        ["summarize"] = (p, at) => p.ParseSummarize(at),
        ["distinct"] = (p, at) => p.ParseDistinct(at),
        ["sort"] = (p, at) => p.ParseSort(at),
        ["order"] = (p, at) => p.ParseSort(at),
        ["top"] = (p, at) => p.ParseTop(at),
        ["take"] = (p, at) => new TakeOperator(at, p.ParseExpression()),
        ["limit"] = (p, at) => new TakeOperator(at, p.ParseExpression()),
        ["count"] = (p, at) => new CountOperator(at, p.TryTake("as") ? p.ExpectName() : "Count"),
        ["as"] = (p, at) => p.ParseAs(at),
        ["serialize"] = (p, at) => new SerializeOperator(at, p.AtOperatorEnd ? [] : p.ListOf(p.ParseNamed)),
        ["getschema"] = (p, at) => new GetSchemaOperator(at),
        ["consume"] = (p, at) => p.ParseConsume(at),
        ["render"] = (p, at) => p.ParseRender(at),
        ["invoke"] = (p, at) => new InvokeOperator(at, p.ParseCallOnly()),
        ["evaluate"] = (p, at) => p.ParseEvaluate(at),
        ["sample"] = (p, at) => new SampleOperator(at, p.ParseExpression()),
        ["sample-distinct"] = (p, at) => p.ParseSampleDistinct(at),
        ["top-hitters"] = (p, at) => p.ParseTopHitters(at),
        ["top-nested"] = (p, at) => p.ParseTopNested(at),
        ["range"] = (p, at) => p.ParseRange(at),
        ["print"] = (p, at) => new PrintOperator(at, p.ListOf(p.ParseNamed)),
        ["join"] = (p, at) => p.ParseJoin(at, "join"),
        ["lookup"] = (p, at) => p.ParseJoin(at, "lookup"),
        ["union"] = (p, at) => p.ParseUnion(at),
        ["mv-expand"] = (p, at) => p.ParseMvExpand(at),
        ["mvexpand"] = (p, at) => p.ParseMvExpand(at),
        ["mv-apply"] = (p, at) => p.ParseMvApply(at),
        ["mvapply"] = (p, at) => p.ParseMvApply(at),
        ["parse"] = (p, at) => p.ParseParse(at, "parse"),
        ["parse-where"] = (p, at) => p.ParseParse(at, "parse-where"),
        ["parse-kv"] = (p, at) => p.ParseParseKv(at),
        ["make-series"] = (p, at) => p.ParseMakeSeries(at),
        ["search"] = (p, at) => p.ParseSearch(at),
        ["find"] = (p, at) => p.ParseFind(at),
        ["scan"] = (p, at) => p.ParseScan(at),
        ["partition"] = (p, at) => p.ParsePartition(at),
        ["fork"] = (p, at) => p.ParseFork(at),
        ["facet"] = (p, at) => p.ParseFacet(at),
        ["reduce"] = (p, at) => p.ParseReduce(at),
        ["make-graph"] = (p, at) => p.ParseMakeGraph(at),
        ["graph-match"] = (p, at) => p.ParseGraphMatch(at, "graph-match"),
        ["graph-shortest-paths"] = (p, at) => p.ParseGraphMatch(at, "graph-shortest-paths"),
        ["graph-to-table"] = (p, at) => p.ParseGraphToTable(at),
        ["graph-mark-components"] = (p, at) => new GraphMarkComponentsOperator(at, p.ParseParameters()),
        ["graph-where-nodes"] = (p, at) => new GraphWhereOperator(at, "graph-where-nodes", p.ParseExpression()),
        ["graph-where-edges"] = (p, at) => new GraphWhereOperator(at, "graph-where-edges", p.ParseExpression()),
    };

    private SummarizeOperator ParseSummarize(int at)
    {
        _ = ParseParameters();
        var aggregates = At("by") || AtOperatorEnd ? [] : ListOf(ParseNamed);
        return new(at, aggregates, ParseBy());
    }

    private DistinctOperator ParseDistinct(int at)
    {
        _ = ParseParameters();
        return new(at, ListOf(ParseNamed));
    }

    private SortOperator ParseSort(int at)
    {
        _ = ParseParameters();
        Expect("by");
        return new(at, ListOf(ParseSortKey));
    }

    private TopOperator ParseTop(int at)
    {
        _ = ParseParameters();
        var count = ParseExpression();
        Expect("by");
        return new(at, count, ListOf(ParseSortKey));
    }

    private AsOperator ParseAs(int at)
    {
        _ = ParseParameters();
        return new(at, ExpectName());
    }

    private ConsumeOperator ParseConsume(int at)
    {
        _ = ParseParameters();
        return new(at);
    }

    private RenderOperator ParseRender(int at)
    {
        var chart = ExpectName();
        var bracketed = TryTake("with") && At("(");
        var properties = bracketed ? Parenthesised(ParseRenderProperty) : [];
        while (!bracketed && !lost && Current.IsIdentifier && Ahead().Is("="))
        {
            properties.Add(ParseRenderProperty());
        }

        return new(at, chart, properties);
    }

    // A property may name several columns: ycolumns = a, b.
    private Parameter ParseRenderProperty()
    {
        var property = ParseParameter();
        while (At(",") && !(Ahead().IsIdentifier && Ahead(2).Is("=")))
        {
            Advance();
            _ = ParsePostfix();
        }

        return property;
    }

    private CallExpression ParseCallOnly()
    {
        var start = Current.Start;
        return ParseCall(start, ExpectName());
    }

    private EvaluateOperator ParseEvaluate(int at)
    {
        _ = ParseParameters();
        var call = ParseCallOnly();
        return new(at, call, TryTake(":") ? ParseTableSchema() : null);
    }

    private SampleDistinctOperator ParseSampleDistinct(int at)
    {
        var count = ParseExpression();
        Expect("of");
        return new(at, count, ParseExpression());
    }

    private TopHittersOperator ParseTopHitters(int at)
    {
        var count = ParseExpression();
        Expect("of");
        return new(at, count, ParseNamed(), TryTake("by") ? ParseNamed() : null);
    }

    private TopNestedOperator ParseTopNested(int at)
    {
        var levels = new List<TopNestedLevel> { ParseTopNestedLevel() };
        while (!lost && TryTake(","))
        {
            if (ReadOperatorName() is not "top-nested")
            {
                Report("expected 'top-nested'");
            }

            levels.Add(ParseTopNestedLevel());
        }

        return new(at, levels);
    }

    private TopNestedLevel ParseTopNestedLevel()
    {
        var start = Current.Start;
        var count = At("of") ? null : ParseExpression();
        Expect("of");
        var of = ParseNamed();
        var others = TryTake("with") ? ParseOthers() : null;
        Expect("by");
        var by = ParseNamed();
        return new(start, count, of, others, by, TryTake("asc") ? true : TryTake("desc") ? false : null);
    }

    private Expression ParseOthers()
    {
        Expect("others");
        Expect("=");
        return ParseExpression();
    }

    private RangeOperator ParseRange(int at)
    {
        var name = ExpectName();
        Expect("from");
        var from = ParseExpression();
        Expect("to");
        var to = ParseExpression();
        Expect("step");
        return new(at, name, from, to, ParseExpression());
    }
}
