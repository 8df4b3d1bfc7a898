using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Syntax;

internal sealed partial class Parser
{
    private ParseOperator ParseParse(int at, string keyword)
    {
        var parameters = ParseParameters();
        var source = ParseExpression();
        Expect("with");
        var pieces = new List<ParsePiece>();
        while (!lost && !AtOperatorEnd)
        {
            pieces.Add(ParsePiece());
        }

        return new(at, keyword, parameters, source, pieces);
    }

    private ParsePiece ParsePiece()
    {
        var start = Current.Start;
        if (TryTake("*"))
        {
            return new(start, null, null);
        }

        if (Current.IsString)
        {
            return new(start, (string)Advance().Value!, null);
        }

        var name = ExpectColumnName();
        return new(start, null, new(start, name, TryTake(":") ? ParseType() : ScalarType.String));
    }

    private ParseKvOperator ParseParseKv(int at)
    {
        var source = ParseExpression();
        Expect("as");
        var columns = Parenthesised(ParseColumnDeclaration);
        var parameters = TryTake("with") ? Parenthesised(ParseParameter) : [];
        return new(at, source, columns, parameters);
    }

    private MakeSeriesOperator ParseMakeSeries(int at)
    {
        var parameters = ParseParameters();
        var aggregates = ListOf(ParseSeriesAggregate);
        Expect("on");
        var on = ParseNamed();
        if (TryTake("in"))
        {
            return ParseSeriesRange(at, parameters, aggregates, on);
        }

        var from = TryTake("from") ? ParseExpression() : null;
        var to = TryTake("to") ? ParseExpression() : null;
        Expect("step");
        return new(at, parameters, aggregates, on, from, to, ParseExpression(), ParseBy());
    }

    // The older form, on t in range(from, to, step): its end is part of the series.
    private MakeSeriesOperator ParseSeriesRange(int at, List<Parameter> parameters, List<SeriesAggregate> aggregates, Expression on)
    {
        Expect("range");
        var bounds = Parenthesised(ParseExpression);
        if (bounds.Count != 3)
        {
            Report("range of make-series takes a start, an end and a step");
            return new(at, parameters, aggregates, on, null, null, new MissingExpression(at), []);
        }

        return new(at, parameters, aggregates, on, bounds[0], new BinaryExpression(at, "+", bounds[1], bounds[2]), bounds[2], ParseBy());
    }

    private SeriesAggregate ParseSeriesAggregate()
    {
        var start = Current.Start;
        var value = ParseNamed();
        var hasDefault = TryTake("default") && TryTake("=");
        return new(start, value, hasDefault ? ParseExpression() : null);
    }

    private ScanOperator ParseScan(int at)
    {
        var parameters = ParseParameters();
        var order = TryTake("order") ? ParseScanOrder() : [];
        var partition = TryTake("partition") ? ParseBy() : [];
        var declared = TryTake("declare") ? Parenthesised(ParseColumnDeclaration) : [];
        Expect("with");
        Expect("(");
        var steps = new List<ScanStep>();
        while (!lost && !AtEnd && !At(")"))
        {
            steps.Add(ParseScanStep());
        }

        Expect(")");
        return new(at, parameters, order, partition, declared, steps);
    }

    private List<SortKey> ParseScanOrder()
    {
        Expect("by");
        return ListOf(ParseSortKey);
    }

    private ScanStep ParseScanStep()
    {
        var start = Current.Start;
        Expect("step");
        var name = ExpectName();
        var optional = TryTake("optional");
        var output = TryTake("output") && TryTake("=") ? ExpectName() : "all";
        Expect(":");
        var condition = ParseExpression();
        var assignments = TryTake("=>") ? ListOf(ParseNamed).OfType<NamedExpression>().ToList() : [];
        Expect(";");
        return new(start, name, optional, output, condition, assignments);
    }
}
