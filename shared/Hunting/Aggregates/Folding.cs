using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>Folds one argument's values that are not null, and whose predicate holds, into a state a group.</summary>
internal sealed class Folding<TA, TS, TR>(BoundExpression argument, BoundExpression? predicate, Func<TS, TA, TS> fold, Func<TS, bool, TR> finish, Func<TS, bool, bool>? isNull = null) : Accumulator
{
    /// <summary>One state of two, where that is exact whatever rows went into which.</summary>
    public Func<TS, TS, TS>? Both { get; init; }

    public override bool CanMerge => Both is not null;

    private TS[] states = [];
    private bool[] seen = [];

    public override void Add(Batch batch, int[] groups, int count, QueryContext context)
    {
        Grow(count);
        var values = (Column<TA>)argument.Evaluate(batch, context);
        var holds = predicate?.Evaluate(batch, context) as Column<bool>;
        for (var row = 0; row < batch.Length; row++)
        {
            if (!values.IsNull(row) && (holds is null || (holds[row] && !holds.IsNull(row))))
            {
                var group = groups[row];
                states[group] = fold(states[group], values[row]);
                seen[group] = true;
            }
        }
    }

    public override void Merge(Accumulator other, int[] groups, int count)
    {
        Grow(count);
        var theirs = (Folding<TA, TS, TR>)other;
        for (var group = 0; group < groups.Length; group++)
        {
            if (theirs.seen[group])
            {
                var mine = groups[group];
                states[mine] = seen[mine] ? Both!(states[mine], theirs.states[group]) : theirs.states[group];
                seen[mine] = true;
            }
        }
    }

    public override IEnumerable<Column> Finish(int count)
    {
        Grow(count);
        var result = new ColumnBuilder<TR>(count);
        for (var group = 0; group < count; group++)
        {
            if (isNull?.Invoke(states[group], seen[group]) == true)
            {
                result.AddNull();
            }
            else
            {
                result.Add(finish(states[group], seen[group]));
            }
        }

        return [result.Build()];
    }

    private void Grow(int count)
    {
        if (count > states.Length)
        {
            Array.Resize(ref states, Math.Max(count, states.Length * 2));
            Array.Resize(ref seen, states.Length);
        }
    }
}
