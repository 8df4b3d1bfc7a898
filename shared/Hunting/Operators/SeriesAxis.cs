using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>The axis of make-series: steps from a start up to, and without, an end. Positions are ticks, whole numbers or reals.</summary>
internal sealed class SeriesAxis
{
    private const long MaxPoints = 1_048_576;
    private readonly ScalarType type;
    private readonly decimal? from;
    private readonly decimal? to;
    private readonly decimal step;
    private readonly int position;

    private SeriesAxis(ScalarType type, decimal? from, decimal? to, decimal step, int position)
    {
        (this.type, this.from, this.to, this.step, this.position) = (type, from, to, step, position);
    }

    public static SeriesAxis Bind(MakeSeriesOperator syntax, BoundExpression on, ExpressionBinder binder)
    {
        var isTime = on.Type is ScalarType.DateTime or ScalarType.TimeSpan;
        if (!isTime && !on.Type.IsNumber())
        {
            throw QueryException.Refused(syntax.On.Position, $"a series runs along times or numbers, not a {on.Type.Name()}");
        }

        decimal? Bound(Expression? bound, ScalarType type) => bound is null ? null : Position(binder.Constant(bound, type));
        var step = Bound(syntax.Step, on.Type is ScalarType.DateTime ? ScalarType.TimeSpan : on.Type);
        return step > 0 ? new(on.Type, Bound(syntax.From, on.Type), Bound(syntax.To, on.Type), step.Value, syntax.Position)
            : throw QueryException.Refused(syntax.Step.Position, "the step of a series must be greater than zero");
    }

    /// <summary>The step that a value falls in; null outside the axis.</summary>
    public long? Bin(object? value)
        => Position(value) is not { } at || at < from || at >= to ? null : (long)Math.Floor((at - (from ?? 0)) / step);

    /// <summary>The first step of a series and how many it has: where the query gives no bound, its own values do.</summary>
    public (long First, long Count) Extent(long[] bins)
    {
        var first = from is not null || bins.Length == 0 ? 0 : bins.Min();
        var end = to is { } last ? (long)Math.Ceiling((last - (from ?? 0)) / step) : bins.Length == 0 ? 0 : bins.Max() + 1;
        return end - first <= MaxPoints ? (first, Math.Max(0, end - first))
            : throw new QueryException(HuntingErrorKind.Budget, position, $"a series has more than {MaxPoints} points; take a longer step");
    }

    /// <summary>The value at a step.</summary>
    public object At(long bin)
    {
        var at = (from ?? 0) + (bin * step);
        return type switch
        {
            ScalarType.DateTime => new DateTime((long)at),
            ScalarType.TimeSpan => new TimeSpan((long)at),
            ScalarType.Real => (double)at,
            ScalarType.Decimal => at,
            _ => (long)at,
        };
    }

    // Decimals hold ticks and whole numbers exactly, which doubles do not.
    private static decimal? Position(object? value) => value switch
    {
        DateTime v => v.Ticks,
        TimeSpan v => v.Ticks,
        int v => v,
        long v => v,
        double v => Math.Abs(v) < 1e27 ? (decimal)v : null,
        decimal v => v,
        _ => null,
    };
}

/// <summary>The step of an axis that a value falls in.</summary>
internal sealed class SeriesBin(BoundExpression on, SeriesAxis axis) : BoundExpression(ScalarType.Long)
{
    public override bool IsConstant => false;

    public override Column Evaluate(Batch batch, QueryContext context)
    {
        var values = on.Evaluate(batch, context);
        var bins = new ColumnBuilder<long>(batch.Length);
        for (var row = 0; row < batch.Length; row++)
        {
            if (axis.Bin(values.Boxed(row)) is { } bin)
            {
                bins.Add(bin);
            }
            else
            {
                bins.AddNull();
            }
        }

        return bins.Build();
    }
}
