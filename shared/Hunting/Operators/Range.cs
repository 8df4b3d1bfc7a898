using ExposurePipeline.Hunting.Binding;
using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Syntax;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>range: values from a start to an end, both included, in steps.</summary>
internal sealed class Range(string name, BoundExpression from, BoundExpression step, long count) : Plan(new Schema([new(name, from.Type)]))
{
    public override bool IsSerialized => true;

    public static Plan Bind(RangeOperator syntax, OperatorSite site)
    {
        var binder = site.Over(new Schema([]));
        var (from, to, step) = (binder.Bind(syntax.From), binder.Bind(syntax.To), binder.Bind(syntax.Step));
        if (from.Type.IsNumber())
        {
            var type = Widening.Common([from.Type, to.Type, step.Type]);
            (from, to, step) = (ExpressionBinder.As(from, type, syntax.Position), ExpressionBinder.As(to, type, syntax.Position), ExpressionBinder.As(step, type, syntax.Position));
        }

        var span = binder.Apply("/", syntax.Position, binder.Apply("-", syntax.Position, to, from), step);
        var steps = Widening.Convert(span, ScalarType.Real)?.Value(binder.Query.Context) as double?;
        return new Range(syntax.Name, from, step, steps is null ? 0 : (long)Math.Max(0, Math.Floor(steps.Value + 1e-9) + 1));
    }

    public override IEnumerable<Batch> Run(QueryContext context)
    {
        for (var start = 0L; start < count; start += BatchSize)
        {
            context.Check();
            var length = (int)Math.Min(BatchSize, count - start);
            yield return new([Rows(start, length, context)], length);
        }
    }

    private Column Rows(long start, int length, QueryContext context)
    {
        var (first, by) = (from.Value(context), step.Value(context));
        return first switch
        {
            long v => Filled(start, length, i => v + (i * (long)by!)),
            int v => Filled(start, length, i => (int)(v + (i * (int)by!))),
            double v => Filled(start, length, i => v + (i * (double)by!)),
            decimal v => Filled(start, length, i => v + (i * (decimal)by!)),
            DateTime v => Filled(start, length, i => v.AddTicks(i * ((TimeSpan)by!).Ticks)),
            TimeSpan v => Filled(start, length, i => new TimeSpan(v.Ticks + (i * ((TimeSpan)by!).Ticks))),
            _ => throw QueryException.Refused(-1, "range counts numbers and times only"),
        };
    }

    private static Column<T> Filled<T>(long start, int length, Func<long, T> value)
    {
        var values = new T[length];
        for (var i = 0; i < length; i++)
        {
            values[i] = value(start + i);
        }

        return new(values);
    }
}
