using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Operators;

/// <summary>The right rows of a join by key, and which keys the left rows have met.</summary>
internal sealed class JoinMatches
{
    private readonly GroupIndex index;
    private readonly int[] starts;
    private readonly int[] rows;
    private readonly bool[] met;

    public JoinMatches(Batch right, IReadOnlyList<JoinKey> keys, QueryContext context)
    {
        Right = right;
        index = new([.. keys.Select(k => k.Right.Type)]);
        var groups = index.Assign([.. keys.Select(k => k.Right.Evaluate(right, context))], right.Length);
        context.Hold(right.Length * 16L);
        (starts, rows) = ByGroup(groups, index.Count);
        met = new bool[index.Count];
    }

    public Batch Right { get; }

    /// <summary>The key of each left row; -1 where no right row has it.</summary>
    public int[] Find(IReadOnlyList<Column> keys) => index.Find(keys);

    /// <summary>Left rows with their matches, -1 for none, in portions.</summary>
    public IEnumerable<(int[] Left, int[] Right)> Pairs(int[] groups, JoinKind kind)
    {
        var (lefts, rights) = (new List<int>(groups.Length), new List<int>(groups.Length));
        for (var row = 0; row < groups.Length; row++)
        {
            var group = groups[row];
            if (group < 0 ? !kind.LeftOnly : kind.UniqueLeft && met[group])
            {
                continue;
            }

            var (from, to) = group < 0 ? (-1, 0) : (starts[group], starts[group + 1]);
            for (var i = from; i < to; i++)
            {
                lefts.Add(row);
                rights.Add(i < 0 ? -1 : rows[i]);
                if (lefts.Count == Plan.BatchSize)
                {
                    yield return ([.. lefts], [.. rights]);
                    lefts.Clear();
                    rights.Clear();
                }
            }

            _ = group >= 0 && (met[group] = true);
        }

        if (lefts.Count > 0)
        {
            yield return ([.. lefts], [.. rights]);
        }
    }

    /// <summary>The left rows that have a match, or those that have none; for kinds of the right side only notes what was met.</summary>
    public IEnumerable<(int[] Left, int[] Right)> LeftRows(int[] groups, JoinKind kind)
    {
        foreach (var group in kind.Side is JoinSide.Right ? groups : [])
        {
            _ = group >= 0 && (met[group] = true);
        }

        var kept = kind.Side is JoinSide.Right ? [] : Enumerable.Range(0, groups.Length).Where(row => groups[row] >= 0 == kind.Pairs).ToArray();
        return kept.Length > 0 ? [(kept, [])] : [];
    }

    /// <summary>The right rows whose key a left row had, or had not.</summary>
    public int[] RightRows(bool matched)
    {
        var kept = new List<int>();
        for (var group = 0; group < met.Length; group++)
        {
            kept.AddRange(met[group] == matched ? rows.AsSpan(starts[group], starts[group + 1] - starts[group]) : []);
        }

        kept.Sort();
        return [.. kept];
    }

    private static (int[] Starts, int[] Rows) ByGroup(int[] groups, int count)
    {
        var starts = new int[count + 1];
        foreach (var group in groups)
        {
            starts[group + 1]++;
        }

        for (var group = 0; group < count; group++)
        {
            starts[group + 1] += starts[group];
        }

        var (next, rows) = (starts[..count], new int[groups.Length]);
        for (var row = 0; row < groups.Length; row++)
        {
            rows[next[groups[row]]++] = row;
        }

        return (starts, rows);
    }
}
