using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>A map that keeps the keys with the smallest hashes, and joins the values of a key.</summary>
/// <remarks>
/// <para>
/// The laws hold at the bound too: a key among the smallest of a union is among the smallest of every part it occurs in, so no order
/// of joining can have lost it or a piece of its value.
/// </para>
/// <para>The kept hashes are at the same time a KMV sketch (k minimum values), hence <see cref="EstimateDistinct"/>.</para>
/// </remarks>
/// <typeparam name="TKey">Key.</typeparam>
/// <typeparam name="TValue">Value.</typeparam>
/// <typeparam name="TBound">Capacity and order; part of the type, so that differently bounded maps cannot be joined.</typeparam>
public sealed class BoundedMap<TKey, TValue, TBound>
    : IJoin<BoundedMap<TKey, TValue, TBound>>, IEquatable<BoundedMap<TKey, TValue, TBound>>
    where TValue : IJoin<TValue>
    where TBound : IBound<TKey>
{
    private readonly Entry[] entries;

    private BoundedMap(Entry[] entries) => this.entries = entries;

    /// <summary>Nothing.</summary>
    public static BoundedMap<TKey, TValue, TBound> Empty { get; } = new([]);

    /// <summary>How many keys are kept.</summary>
    public int Count => entries.Length;

    /// <summary>The kept entries in their fixed order.</summary>
    public IEnumerable<KeyValuePair<TKey, TValue>> Items => entries.Select(e => KeyValuePair.Create(e.Key, e.Value));

    /// <summary>Whether keys may have been left out; then absence of a key proves nothing.</summary>
    public bool IsFull => entries.Length >= TBound.Capacity;

    /// <summary>How many distinct keys were ever joined in: exact below the capacity, estimated from it on (relative error about 1/√capacity).</summary>
    public long EstimateDistinct => IsFull && Count > 1
        ? Math.Max(Count, (long)((Count - 1) / ((entries[^1].Hash + 1.0) / ulong.MaxValue)))
        : Count;

    /// <summary>One key.</summary>
    public static BoundedMap<TKey, TValue, TBound> Of(TKey key, TValue value) => new([new(TBound.Hash(key), key, value)]);

    /// <summary>Many keys, in any order, joined where they repeat.</summary>
    public static BoundedMap<TKey, TValue, TBound> Of(IEnumerable<KeyValuePair<TKey, TValue>> items, TimeSpan resolution)
    {
        Entry[] all = [.. items.Select(i => new Entry(TBound.Hash(i.Key), i.Key, i.Value))];
        return all.Length == 0 ? Empty : IsCanonical(all) ? new(all) : new(Canonical(all, resolution));
    }

    /// <inheritdoc/>
    public BoundedMap<TKey, TValue, TBound> Join(BoundedMap<TKey, TValue, TBound> other, TimeSpan resolution)
    {
        if (other.Count == 0 || ReferenceEquals(this, other))
        {
            return this;
        }

        var union = new List<Entry>(Math.Min(Count + other.Count, TBound.Capacity));
        for (int i = 0, j = 0; union.Count < TBound.Capacity && (i < Count || j < other.Count);)
        {
            var order = i == Count ? 1 : j == other.Count ? -1 : entries[i].CompareTo(other.entries[j]);
            union.Add(order switch
            {
                < 0 => entries[i++],
                > 0 => other.entries[j++],
                _ => entries[i++].Join(other.entries[j++], resolution),
            });
        }

        return union.Count == Count && union.SequenceEqual(entries) ? this : new([.. union]);
    }

    /// <summary>The entries that satisfy a condition; the same instance when all do.</summary>
    public BoundedMap<TKey, TValue, TBound> Where(Func<TValue, bool> condition) =>
        Array.TrueForAll(entries, e => condition(e.Value)) ? this : new(Array.FindAll(entries, e => condition(e.Value)));

    /// <summary>The value of a key.</summary>
    public bool TryGet(TKey key, [System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out TValue value)
    {
        var index = Array.BinarySearch(entries, new Entry(TBound.Hash(key), key, default!));
        value = index < 0 ? default : entries[index].Value;
        return index >= 0;
    }

    /// <inheritdoc/>
    public bool Equals(BoundedMap<TKey, TValue, TBound>? other) =>
        ReferenceEquals(this, other) || (other is not null && entries.AsSpan().SequenceEqual(other.entries));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as BoundedMap<TKey, TValue, TBound>);

    /// <inheritdoc/>
    public override int GetHashCode() => entries.Length == 0 ? 0 : HashCode.Combine(entries.Length, entries[0].Hash, entries[^1].Hash);

    // Stored maps are, and they are most of what is read.
    private static bool IsCanonical(Entry[] all)
    {
        for (var i = 1; i < all.Length; i++)
        {
            if (all[i - 1].CompareTo(all[i]) >= 0)
            {
                return false;
            }
        }

        return all.Length <= TBound.Capacity;
    }

    private static Entry[] Canonical(Entry[] all, TimeSpan resolution)
    {
        Array.Sort(all);
        var distinct = 0;
        for (var i = 1; i < all.Length; i++)
        {
            if (all[distinct].CompareTo(all[i]) == 0)
            {
                all[distinct] = all[distinct].Join(all[i], resolution);
            }
            else if (++distinct == TBound.Capacity)
            {
                break;
            }
            else
            {
                all[distinct] = all[i];
            }
        }

        return all[..Math.Min(distinct + 1, TBound.Capacity)];
    }

    private readonly record struct Entry(ulong Hash, TKey Key, TValue Value) : IComparable<Entry>
    {
        public int CompareTo(Entry other) => Hash != other.Hash ? Hash.CompareTo(other.Hash) : TBound.Compare(Key, other.Key);

        public Entry Join(Entry other, TimeSpan resolution) => this with { Value = Value.Join(other.Value, resolution) };
    }
}
