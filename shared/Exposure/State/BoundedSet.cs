using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>A set that keeps the items with the smallest hashes; see <see cref="BoundedMap{TKey,TValue,TBound}"/>.</summary>
/// <typeparam name="T">Item.</typeparam>
/// <typeparam name="TBound">Capacity and order.</typeparam>
public sealed record BoundedSet<T, TBound> : IJoin<BoundedSet<T, TBound>>
    where TBound : IBound<T>
{
    private readonly BoundedMap<T, Presence, TBound> items;

    private BoundedSet(BoundedMap<T, Presence, TBound> items) => this.items = items;

    /// <summary>Nothing.</summary>
    public static BoundedSet<T, TBound> Empty { get; } = new(BoundedMap<T, Presence, TBound>.Empty);

    /// <summary>The kept items in their fixed order.</summary>
    public IEnumerable<T> Items => items.Items.Select(i => i.Key);

    /// <summary>How many items are kept.</summary>
    public int Count => items.Count;

    /// <inheritdoc cref="BoundedMap{TKey,TValue,TBound}.EstimateDistinct"/>
    public long EstimateDistinct => items.EstimateDistinct;

    /// <summary>Many items, in any order, with or without repetition.</summary>
    public static BoundedSet<T, TBound> Of(IEnumerable<T> items) =>
        BoundedMap<T, Presence, TBound>.Of(items.Select(i => KeyValuePair.Create(i, default(Presence))), TimeSpan.Zero) is { Count: > 0 } some ? new(some) : Empty;

    /// <inheritdoc/>
    public BoundedSet<T, TBound> Join(BoundedSet<T, TBound> other, TimeSpan resolution)
    {
        var union = items.Join(other.items, resolution);
        return ReferenceEquals(union, items) ? this : new(union);
    }

    private readonly record struct Presence : IJoin<Presence>
    {
        public Presence Join(Presence other, TimeSpan resolution) => this;
    }
}
