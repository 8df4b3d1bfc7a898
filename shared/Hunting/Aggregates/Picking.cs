using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>Keeps one row of each group: of a batch only the rows that are better than all before are read and stored.</summary>
internal sealed class Picking(BoundExpression[] columns, BoundExpression? predicate, RowPreference preference) : Accumulator
{
    private readonly List<Column>[] stored = [.. columns.Select(_ => new List<Column>())];
    private readonly List<int> places = [];
    private const int MaxParts = 32;
    private int[] rowOf = [];
    private int storedRows;

    public override void Add(Batch batch, int[] groups, int count, QueryContext context)
    {
        Grow(count);
        preference.Read(columns[0].Evaluate(batch, context), count);
        var holds = predicate?.Evaluate(batch, context) as Column<bool>;
        var changed = new List<int>();
        for (var row = 0; row < batch.Length; row++)
        {
            var group = groups[row];
            if ((holds is null || (holds[row] && !holds.IsNull(row))) && preference.Take(row, group))
            {
                if (rowOf[group] < 0)
                {
                    changed.Add(group);
                }

                rowOf[group] = row;
            }
        }

        Store(batch, changed, context);
    }

    public override IEnumerable<Column> Finish(int count)
    {
        Grow(count);
        return [.. stored.Select((parts, i) => Columns.Concat(columns[i].Type, parts).Take([.. places.Take(count)]))];
    }

    private void Store(Batch batch, List<int> changed, QueryContext context)
    {
        if (changed.Count == 0)
        {
            return;
        }

        var rows = batch.Take([.. changed.Select(group => rowOf[group])]);
        for (var i = 0; i < columns.Length; i++)
        {
            stored[i].Add(columns[i].Evaluate(rows, context));
        }

        foreach (var group in changed)
        {
            places[group] = storedRows++;
            rowOf[group] = -1;
        }

        context.Hold(changed.Count * 16L * columns.Length);
        Compact();
    }

    // Rows that were best once and are no longer take room.
    private void Compact()
    {
        if (stored[0].Count < MaxParts)
        {
            return;
        }

        var kept = places.Where(place => place >= 0).ToArray();
        for (var i = 0; i < stored.Length; i++)
        {
            var rest = Columns.Concat(columns[i].Type, stored[i]).Take(kept);
            stored[i].Clear();
            stored[i].Add(rest);
        }

        for (int group = 0, place = 0; group < places.Count; group++)
        {
            places[group] = places[group] < 0 ? -1 : place++;
        }

        storedRows = kept.Length;
    }

    private void Grow(int count)
    {
        for (var i = places.Count; i < count; i++)
        {
            places.Add(-1);
        }

        if (count > rowOf.Length)
        {
            var grown = new int[Math.Max(count, rowOf.Length * 2)];
            Array.Fill(grown, -1);
            rowOf.CopyTo(grown, 0);
            rowOf = grown;
        }
    }
}
