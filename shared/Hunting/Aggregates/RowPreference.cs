using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Aggregates;

/// <summary>Which row of a group is the one to keep.</summary>
internal abstract class RowPreference
{
    /// <summary>The first row.</summary>
    public static Func<RowPreference> First => () => new FirstRow(onlyPresent: false);

    /// <summary>The first row whose value is not null; where there is none, the first.</summary>
    public static Func<RowPreference> Present => () => new FirstRow(onlyPresent: true);

    /// <summary>The first row with the greatest value, or the least; null where types have no order.</summary>
    public static Func<RowPreference>? Extreme(ScalarType type, int sign) => type switch
    {
        ScalarType.Bool => () => new ExtremeRow<bool>(sign),
        ScalarType.Int => () => new ExtremeRow<int>(sign),
        ScalarType.Long => () => new ExtremeRow<long>(sign),
        ScalarType.Real => () => new ExtremeRow<double>(sign),
        ScalarType.Decimal => () => new ExtremeRow<decimal>(sign),
        ScalarType.DateTime => () => new ExtremeRow<DateTime>(sign),
        ScalarType.TimeSpan => () => new ExtremeRow<TimeSpan>(sign),
        ScalarType.Guid => () => new ExtremeRow<Guid>(sign),
        ScalarType.String => () => new ExtremeRow<string>(sign),
        _ => null,
    };

    /// <summary>Goes on with a batch; groups are below <paramref name="count"/>.</summary>
    public abstract void Read(Column values, int count);

    /// <summary>Whether a row is better than the group's best so far; if so it is the best now.</summary>
    public abstract bool Take(int row, int group);

    /// <summary>Notes of each group the best row of a batch, where it is better than all before.</summary>
    public virtual void TakeAll(int length, int[] groups, PickedRows picked)
    {
        for (var row = 0; row < length; row++)
        {
            if (Take(row, groups[row]))
            {
                picked.Pick(groups[row], row);
            }
        }
    }

    /// <summary>Makes room for groups below <paramref name="count"/>.</summary>
    public abstract void Grow(int count);

    /// <summary>Whether the best row that another has of a group goes before the one here; of equal ones the earlier does.</summary>
    public abstract bool IsBettered(int group, RowPreference other, int theirs, bool isTheirsEarlier);

    /// <summary>Makes the best row that another has of a group the best one here.</summary>
    public abstract void Take(int group, RowPreference other, int theirs);
}

internal sealed class FirstRow(bool onlyPresent) : RowPreference
{
    private readonly List<byte> seen = [];
    private Column? values;

    public override void Read(Column values, int count)
    {
        this.values = values;
        Grow(count);
    }

    public override void Grow(int count) => seen.AddRange(Enumerable.Repeat((byte)0, Math.Max(0, count - seen.Count)));

    public override bool IsBettered(int group, RowPreference other, int theirs, bool isTheirsEarlier)
        => ((FirstRow)other).seen[theirs] is var rank && (rank > seen[group] || (rank == seen[group] && isTheirsEarlier));

    public override void Take(int group, RowPreference other, int theirs) => seen[group] = ((FirstRow)other).seen[theirs];

    // 1 is a row of null that a present one replaces.
    public override bool Take(int row, int group)
    {
        var rank = onlyPresent && values!.IsNull(row) ? (byte)1 : (byte)2;
        var better = rank > seen[group];
        seen[group] = better ? rank : seen[group];
        return better;
    }
}

internal sealed class ExtremeRow<T>(int sign) : RowPreference where T : IComparable<T>
{
    private T[] best = [];
    private byte[] seen = [];
    private Column<T>? values;

    public override void Read(Column values, int count)
    {
        this.values = (Column<T>)values;
        Grow(count);
    }

    public override bool IsBettered(int group, RowPreference other, int theirs, bool isTheirsEarlier)
    {
        var (them, rank) = ((ExtremeRow<T>)other, ((ExtremeRow<T>)other).seen[theirs]);
        return rank != seen[group] ? rank > seen[group]
            : rank < 2 ? isTheirsEarlier
            : IsBetter(them.best[theirs], best[group]) || (isTheirsEarlier && !IsBetter(best[group], them.best[theirs]));
    }

    public override void Take(int group, RowPreference other, int theirs)
    {
        var them = (ExtremeRow<T>)other;
        (best[group], seen[group]) = (them.best[theirs], them.seen[theirs]);
    }

    public override void Grow(int count)
    {
        if (count > best.Length)
        {
            Array.Resize(ref best, Math.Max(count, best.Length * 2));
            Array.Resize(ref seen, best.Length);
        }
    }

    public override void TakeAll(int length, int[] groups, PickedRows picked)
    {
        if (values!.Codes is not null || values.Nulls.Any)
        {
            base.TakeAll(length, groups, picked);
            return;
        }

        var candidates = values.Values;
        for (var row = 0; row < length; row++)
        {
            var group = groups[row];
            if (seen[group] < 2 || IsBetter(candidates[row], best[group]))
            {
                (best[group], seen[group]) = (candidates[row], 2);
                picked.Pick(group, row);
            }
        }
    }

    // Any value is better than null, and null than nothing.
    public override bool Take(int row, int group)
    {
        if (values!.IsNull(row))
        {
            var isFirst = seen[group] == 0;
            seen[group] = isFirst ? (byte)1 : seen[group];
            return isFirst;
        }

        var value = values[row];
        if (seen[group] == 2 && !IsBetter(value, best[group]))
        {
            return false;
        }

        (best[group], seen[group]) = (value, 2);
        return true;
    }

    // What is not a number hides what is.
    private bool IsBetter(T value, T than) => typeof(T) == typeof(double)
        ? !double.IsNaN((double)(object)than) && (double.IsNaN((double)(object)value) || value.CompareTo(than) * sign > 0)
        : typeof(T) == typeof(string) ? string.CompareOrdinal((string)(object)value, (string)(object)than) * (long)sign > 0
        : value.CompareTo(than) * sign > 0;
}
