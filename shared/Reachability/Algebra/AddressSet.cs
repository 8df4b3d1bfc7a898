using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Reachability.Algebra;

/// <summary>Addresses of one family: sorted intervals that neither overlap nor touch. Which family is told by where the set stands.</summary>
public sealed class AddressSet : ISetAlgebra<AddressSet>
{
    private readonly AddressInterval[] intervals;

    private AddressSet(AddressInterval[] intervals) => this.intervals = intervals;

    /// <inheritdoc/>
    public static AddressSet Empty { get; } = new([]);

    /// <summary>0.0.0.0/0.</summary>
    public static AddressSet AllV4 { get; } = new([new(0, uint.MaxValue)]);

    /// <summary>::/0.</summary>
    public static AddressSet AllV6 { get; } = new([new(0, UInt128.MaxValue)]);

    /// <inheritdoc/>
    public bool IsEmpty => intervals.Length == 0;

    /// <summary>The intervals in ascending order.</summary>
    public ReadOnlySpan<AddressInterval> Intervals => intervals;

    /// <summary>Whole address space of a family.</summary>
    public static AddressSet All(Family family) => family is Family.V4 ? AllV4 : AllV6;

    /// <summary>The addresses of a CIDR block.</summary>
    public static AddressSet Of(IpRange range) => Of([AddressInterval.Of(range)]);

    /// <summary>One address.</summary>
    public static AddressSet Of(IpAddress address) => new([new(address.Bits, address.Bits)]);

    /// <summary>Intervals in any order, overlapping or not.</summary>
    public static AddressSet Of(IEnumerable<AddressInterval> any)
    {
        var merged = new List<AddressInterval>();
        foreach (var next in any.OrderBy(static interval => interval.First))
        {
            Append(merged, next);
        }

        return merged.Count == 0 ? Empty : new([.. merged]);
    }

    /// <summary>Whether the address is in the set.</summary>
    public bool Contains(UInt128 address)
    {
        var index = Array.FindLastIndex(intervals, interval => interval.First <= address);
        return index >= 0 && address <= intervals[index].Last;
    }

    /// <inheritdoc/>
    public AddressSet Union(AddressSet other) =>
        IsEmpty || ReferenceEquals(this, other) ? other : other.IsEmpty ? this : Of(intervals.Concat(other.intervals));

    /// <inheritdoc/>
    public AddressSet Intersect(AddressSet other)
    {
        if (ReferenceEquals(this, other) || IsEmpty || other.Encloses(this))
        {
            return this;
        }

        if (other.IsEmpty || Encloses(other))
        {
            return other;
        }

        var common = new List<AddressInterval>();
        for (int i = 0, j = 0; i < intervals.Length && j < other.intervals.Length;)
        {
            var (left, right) = (intervals[i], other.intervals[j]);
            var (first, last) = (UInt128.Max(left.First, right.First), UInt128.Min(left.Last, right.Last));
            if (first <= last)
            {
                common.Add(new(first, last));
            }

            (i, j) = left.Last < right.Last ? (i + 1, j) : (i, j + 1);
        }

        return common.Count == 0 ? Empty : new([.. common]);
    }

    /// <inheritdoc/>
    public AddressSet Except(AddressSet other) =>
        IsEmpty || other.IsEmpty || IsApartFrom(other) ? this
        : ReferenceEquals(this, other) || other.Encloses(this) ? Empty
        : Intersect(other.Complement());

    /// <inheritdoc/>
    public bool Equals(AddressSet? other) => ReferenceEquals(this, other) || (other is not null && Intervals.SequenceEqual(other.Intervals));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AddressSet);

    /// <inheritdoc/>
    public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(intervals.Length, intervals[0].First, intervals[^1].Last);

    // Most sets are compared with everything, or with a range that lies elsewhere: then no new one is needed.
    private bool Encloses(AddressSet other) => intervals is [var only] && only.First <= other.intervals[0].First && only.Last >= other.intervals[^1].Last;

    private bool IsApartFrom(AddressSet other) => intervals[0].First > other.intervals[^1].Last || intervals[^1].Last < other.intervals[0].First;

    // Relative to all numbers; what lies beyond IPv4 disappears again in the intersection.
    private AddressSet Complement()
    {
        var gaps = new List<AddressInterval>(intervals.Length + 1);
        var next = UInt128.Zero;
        foreach (var interval in intervals)
        {
            if (interval.First > next)
            {
                gaps.Add(new(next, interval.First - 1));
            }

            if (interval.Last == UInt128.MaxValue)
            {
                return new([.. gaps]);
            }

            next = interval.Last + 1;
        }

        gaps.Add(new(next, UInt128.MaxValue));
        return new([.. gaps]);
    }

    private static void Append(List<AddressInterval> merged, AddressInterval next)
    {
        if (merged.Count > 0 && (merged[^1].Last == UInt128.MaxValue || next.First <= merged[^1].Last + 1))
        {
            merged[^1] = merged[^1] with { Last = UInt128.Max(merged[^1].Last, next.Last) };
        }
        else
        {
            merged.Add(next);
        }
    }
}
