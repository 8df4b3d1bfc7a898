using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators.Plugins;

/// <summary>What the plugins that count ids over time are told: an id column, a time column, times and lengths, and columns to group by. Times are whole numbers here.</summary>
internal sealed class Timeline
{
    private readonly EvaluateOperator syntax;
    private readonly Plan input;
    private readonly OperatorSite site;
    private readonly int time;
    private readonly IReadOnlyList<int> dimensions;

    /// <param name="syntax">The call.</param>
    /// <param name="input">The rows.</param>
    /// <param name="site">Where the call stands.</param>
    /// <param name="settings">How many constants stand between the time column and the columns to group by.</param>
    public Timeline(EvaluateOperator syntax, Plan input, OperatorSite site, int settings)
    {
        (this.syntax, this.input, this.site) = (syntax, input, site);
        Id = Evaluate.Column(syntax, 0, input.Schema);
        time = Evaluate.Column(syntax, 1, input.Schema);
        dimensions = [.. Enumerable.Range(2 + settings, Math.Max(0, syntax.Call.Arguments.Count - 2 - settings)).Select(i => Evaluate.Column(syntax, i, input.Schema))];
        if (TimeType is not (ScalarType.DateTime or ScalarType.Long or ScalarType.Int or ScalarType.TimeSpan))
        {
            throw QueryException.Unsupported(syntax.Call.Position, $"{syntax.Call.Name}() over a {TimeType.Name()} column is not supported");
        }
    }

    public int Id { get; }

    private ScalarType TimeType => input.Schema.Columns[time].Type;

    /// <summary>A constant time, or length of time.</summary>
    public long Setting(int argument)
    {
        if (argument >= syntax.Call.Arguments.Count)
        {
            throw QueryException.Refused(syntax.Call.Position, $"{syntax.Call.Name}() needs more arguments");
        }

        var value = site.Over(new([])).Bind(syntax.Call.Arguments[argument]);
        return value.IsConstant && value.Value(site.Query.Context) is { } constant && Whole(constant) is { } whole ? whole : throw QueryException.Refused(syntax.Call.Arguments[argument].Position, "a constant time or number is needed here");
    }

    /// <summary>As <see cref="Setting"/>, and above zero.</summary>
    public long Length(int argument) => Setting(argument) is > 0 and var length ? length : throw QueryException.Refused(syntax.Call.Arguments[argument].Position, "a length above zero is needed here");

    /// <summary>A row for each group and time that <paramref name="count"/> gives numbers for, in order of time.</summary>
    public Plan Counted(IReadOnlyList<string> counts, Func<IReadOnlyList<(long Time, int Id)>, IEnumerable<(long Time, long[] Counts)>> count)
    {
        var schema = new Schema([input.Schema.Columns[time], .. dimensions.Select(d => input.Schema.Columns[d]), .. counts.Select(name => new ColumnSchema(name, ScalarType.Long))]);
        return new DerivedRows(schema, input, (rows, context) =>
        {
            var ids = new GroupIndex([input.Schema.Columns[Id].Type]).Assign([rows[Id]], rows.Length);
            var groups = new GroupIndex([.. dimensions.Select(d => input.Schema.Columns[d].Type)]).Assign([.. dimensions.Select(d => rows[d])], rows.Length);
            var found = Enumerable.Range(0, rows.Length).Where(row => !rows[time].IsNull(row)).GroupBy(row => groups[row])
                .SelectMany(group => count([.. group.Select(row => (Whole(rows[time].Boxed(row)!)!.Value, ids[row])).Order()]).Select(c => (First: group.First(), c.Time, c.Counts)))
                .OrderBy(f => f.Time).ToArray();
            context.Check();
            return new(
                [
                    Columns.Of(TimeType, [.. found.Select(f => AsTime(f.Time))]), .. dimensions.Select(d => rows[d].Take([.. found.Select(f => f.First)])),
                    .. counts.Select((_, i) => new Column<long>([.. found.Select(f => f.Counts[i])])),
                ], found.Length);
        });
    }

    private static long? Whole(object value) => value switch
    {
        DateTime v => v.Ticks,
        TimeSpan v => v.Ticks,
        long v => v,
        int v => v,
        double v when v == Math.Floor(v) && Math.Abs(v) < 1e15 => (long)v,
        _ => null,
    };

    private object AsTime(long value) => TimeType switch
    {
        ScalarType.DateTime => new DateTime(value),
        ScalarType.TimeSpan => new TimeSpan(value),
        ScalarType.Int => (int)value,
        _ => value,
    };
}
