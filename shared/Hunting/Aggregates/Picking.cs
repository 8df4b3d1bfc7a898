using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>Keeps one row of each group. While rows still come only their places are noted; their columns are read at the end.</summary>
internal sealed class Picking(BoundExpression[] columns, BoundExpression? predicate, RowPreference preference) : Accumulator
{
    private readonly RowPreference best = preference;
    private readonly PickedRows picked = new();
    private QueryContext? query;

    public override bool CanMerge => true;

    public override void Add(Batch batch, int[] groups, int count, QueryContext context)
    {
        query = context;
        context.Hold((count - picked.Count) * 16L * columns.Length);
        picked.Begin(batch, Part, count);
        best.Read(columns[0].Evaluate(batch, context), count);
        if (predicate is null)
        {
            best.TakeAll(batch.Length, groups, picked);
        }
        else
        {
            TakeWhere((Column<bool>)predicate.Evaluate(batch, context), groups);
        }

        picked.End();
    }

    private void TakeWhere(Column<bool> holds, int[] groups)
    {
        foreach (var row in Selection.Of(holds))
        {
            if (best.Take(row, groups[row]))
            {
                picked.Pick(groups[row], row);
            }
        }
    }

    public override void Merge(Accumulator other, int[] groups, int count)
    {
        var theirs = (Picking)other;
        query ??= theirs.query;
        picked.Grow(count);
        best.Grow(count);
        picked.Join(theirs.picked);
        for (var group = 0; group < groups.Length; group++)
        {
            var mine = groups[group];
            if (theirs.picked.Has(group) && (!picked.Has(mine) || best.IsBettered(mine, theirs.best, group, theirs.picked.Part(group) < picked.Part(mine))))
            {
                best.Take(mine, theirs.best, group);
                picked.Take(mine, theirs.picked, group);
            }
        }
    }

    public override IEnumerable<Column> Finish(int count)
    {
        picked.Grow(count);
        var (batches, places) = picked.Gather(count);
        return [.. columns.Select(column => Columns.Concat(column.Type, [.. batches.Select(b => column.Evaluate(b, query!))]).Take(places))];
    }
}
