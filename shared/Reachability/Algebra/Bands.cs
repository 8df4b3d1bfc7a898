namespace ExposurePipeline.Reachability.Algebra;

/// <summary>Numbers from 0 to 65535 (protocols, ports), each with a set: sorted bands that do not overlap, neighbours differ.</summary>
/// <typeparam name="T">What belongs to each number.</typeparam>
public sealed class Bands<T> : ISetAlgebra<Bands<T>>
    where T : class, ISetAlgebra<T>
{
    private readonly Band[] bands;

    private Bands(Band[] bands) => this.bands = bands;

    /// <inheritdoc/>
    public static Bands<T> Empty { get; } = new([]);

    /// <inheritdoc/>
    public bool IsEmpty => bands.Length == 0;

    /// <summary>The bands in ascending order.</summary>
    public ReadOnlySpan<Band> Items => bands;

    /// <summary>One band; nothing when its set is empty.</summary>
    /// <param name="first">Lowest number.</param>
    /// <param name="last">Highest number, inclusive.</param>
    /// <param name="set">What belongs to each of them.</param>
    public static Bands<T> Of(int first, int last, T set) => set.IsEmpty || first > last ? Empty : new([new(first, last, set)]);

    /// <summary>What belongs to a number.</summary>
    public T At(int number)
    {
        foreach (var band in bands)
        {
            if (number <= band.Last)
            {
                return number >= band.First ? band.Set : T.Empty;
            }
        }

        return T.Empty;
    }

    /// <inheritdoc/>
    public Bands<T> Union(Bands<T> other) =>
        IsEmpty || ReferenceEquals(this, other) ? other : other.IsEmpty ? this : Combine(other, static (left, right) => left.Union(right));

    /// <inheritdoc/>
    public Bands<T> Intersect(Bands<T> other) =>
        IsEmpty || ReferenceEquals(this, other) ? this : other.IsEmpty ? other : Combine(other, static (left, right) => left.Intersect(right));

    /// <inheritdoc/>
    public Bands<T> Except(Bands<T> other) =>
        IsEmpty || other.IsEmpty ? this : ReferenceEquals(this, other) ? Empty : Combine(other, static (left, right) => left.Except(right));

    /// <inheritdoc/>
    public bool Equals(Bands<T>? other) => ReferenceEquals(this, other) || (other is not null && Items.SequenceEqual(other.Items));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Bands<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => IsEmpty ? 0 : HashCode.Combine(bands.Length, bands[0], bands[^1]);

    // Walks the stretches on which neither side changes.
    private Bands<T> Combine(Bands<T> other, Func<T, T, T> combine)
    {
        var result = new List<Band>();
        var (left, right) = (new Walk(bands), new Walk(other.bands));
        for (var at = 0; !(left.IsOver && right.IsOver);)
        {
            var last = Math.Min(left.EndOfStretch(at), right.EndOfStretch(at));
            Append(result, new(at, last, combine(left.At(at), right.At(at))));
            left.PassTo(at = last + 1);
            right.PassTo(at);
        }

        return result.Count == 0 ? Empty : new([.. result]);
    }

    private static void Append(List<Band> result, Band next)
    {
        if (next.Set.IsEmpty)
        {
            return;
        }

        if (result.Count > 0 && result[^1].Last + 1 == next.First && result[^1].Set.Equals(next.Set))
        {
            result[^1] = result[^1] with { Last = next.Last };
        }
        else
        {
            result.Add(next);
        }
    }

    /// <summary>Numbers that share a set.</summary>
    /// <param name="First">Lowest.</param>
    /// <param name="Last">Highest, inclusive.</param>
    /// <param name="Set">What belongs to each of them; not empty.</param>
    public readonly record struct Band(int First, int Last, T Set);

    private struct Walk(Band[] bands)
    {
        private int index;

        public readonly bool IsOver => index == bands.Length;

        public readonly T At(int number) => !IsOver && bands[index].First <= number ? bands[index].Set : T.Empty;

        public readonly int EndOfStretch(int number) => IsOver ? int.MaxValue : bands[index].First > number ? bands[index].First - 1 : bands[index].Last;

        public void PassTo(int number)
        {
            if (!IsOver && bands[index].Last < number)
            {
                index++;
            }
        }
    }
}
