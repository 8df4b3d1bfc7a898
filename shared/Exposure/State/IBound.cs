namespace ExposurePipeline.Exposure.State;

/// <summary>How many keys a bounded set keeps, and by which fixed order it chooses them.</summary>
/// <typeparam name="TKey">What is kept.</typeparam>
public interface IBound<TKey>
{
    /// <summary>The most keys kept; at least 1.</summary>
    static abstract int Capacity { get; }

    /// <summary>A stable, well-spread hash: the keys with the smallest are kept, whenever they arrive.</summary>
    static abstract ulong Hash(TKey key);

    /// <summary>A total order that decides between keys of equal hash.</summary>
    static abstract int Compare(TKey left, TKey right);
}
