using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>make-series: for each combination of keys, arrays with a value for every step of an axis.</summary>
internal sealed class MakeSeries(Plan summarized, SeriesAxis axis, IReadOnlyList<object?> defaults, int keys, bool nonEmpty, string axisName)
    : Plan(Result(summarized.Schema, keys, axisName))
{
    private const string BinName = "|bin";

    public static Plan Bind(MakeSeriesOperator syntax, Plan input, OperatorSite site)
    {
        var binder = site.Over(input.Schema);
        var on = binder.Bind(syntax.On);
        var axis = SeriesAxis.Bind(syntax, on, binder);
        var columns = input.Schema.Columns.Select((c, i) => new NamedColumn(c.Name, new ColumnReference(c.Type, i), true));
        var binned = new Projection(input, [.. columns, new(BinName, new SeriesBin(on, axis), true)]);
        var inside = new Where(binned, binder.Apply("isnotnull", syntax.Position, new ColumnReference(ScalarType.Long, input.Schema.Count)));
        var bin = new NameExpression(syntax.Position, BinName);
        var summarized = Summarize.Bind(new(syntax.Position, [.. syntax.Aggregates.Select(a => a.Value)], [.. syntax.By, bin]), inside, site);
        var defaults = syntax.Aggregates.Select(a => a.Default is null ? 0L : Default(a.Default, binder)).ToArray();
        var nonEmpty = syntax.Parameters.Any(p => p.Name == "kind" && p.Word == "nonempty") && syntax.By.Count == 0;
        return new MakeSeries(summarized, axis, defaults, syntax.By.Count, nonEmpty, Naming.Implied((syntax.On as NamedExpression)?.Value ?? syntax.On) is { Length: > 0 } name ? (syntax.On as NamedExpression)?.Names[0] ?? name : "Column1");
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        var rows = summarized.Collect(context);
        var groups = new GroupIndex([.. summarized.Schema.Columns.Take(keys).Select(c => c.Type)]).Assign([.. Enumerable.Range(0, keys).Select(k => rows[k])], rows.Length);
        var series = Enumerable.Range(0, rows.Length).GroupBy(row => groups[row]).Select(g => g.ToArray()).ToList();
        if (series.Count == 0 && nonEmpty)
        {
            series.Add([]);
        }

        var builders = Schema.Columns.Select(c => Columns.Builder(c.Type)).ToArray();
        foreach (var members in series)
        {
            context.Check();
            Add(builders, rows, members, context);
        }

        yield return new([.. builders.Select(b => b.Build())], series.Count);
    }

    private void Add(IColumnBuilder[] builders, Batch rows, int[] members, QueryContext context)
    {
        var bins = Array.ConvertAll(members, row => ((Column<long>)rows[keys])[row]);
        var (first, count) = axis.Extent(bins);
        context.Hold(count * 16L * builders.Length);
        for (var key = 0; key < keys; key++)
        {
            builders[key].AddBoxed(rows[key].Boxed(members[0]));
        }

        for (var aggregate = 0; aggregate < defaults.Count; aggregate++)
        {
            var values = new Dynamic?[count];
            Array.Fill(values, Wrapped(defaults[aggregate]));
            for (var i = 0; i < members.Length; i++)
            {
                values[bins[i] - first] = Wrapped(rows[keys + 1 + aggregate].Boxed(members[i]));
            }

            builders[keys + aggregate].AddBoxed(new DynamicArray(values));
        }

        builders[^1].AddBoxed(new DynamicArray([.. Enumerable.Range(0, (int)count).Select(i => Wrapped(axis.At(first + i)))]));
    }

    private static Dynamic? Wrapped(object? value) => DynamicConversion.TryWrap(value, out var wrapped) ? wrapped : null;

    private static object? Default(Expression expression, ExpressionBinder binder)
    {
        var value = binder.Bind(expression);
        return value.IsConstant ? value.Value(binder.Query.Context) : throw QueryException.Refused(expression.Position, "a constant is needed here");
    }

    private static Schema Result(Schema summarized, int keys, string axisName)
    {
        var columns = summarized.Columns.Where((_, i) => i != keys).Select((c, i) => i < keys ? c : c with { Type = ScalarType.Dynamic });
        return new([.. columns, new(axisName, ScalarType.Dynamic)]);
    }
}
