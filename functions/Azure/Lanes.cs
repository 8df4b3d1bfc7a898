using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// Partition keys of hub <c>observations</c>. An entity always takes the same lane and a lane always the same partition, so that one reader has
/// all of an entity; there are few lanes, so that a batch of many entities needs few sends. A lane holds whole storage partitions: their readers
/// do not meet in one, and what a reader changes shares transactions.
/// </summary>
/// <param name="buckets">Storage partitions per tenant, a power of two.</param>
internal sealed class Lanes(int buckets)
{
    /// <summary>Most there are: as many as a hub has partitions in the standard tier.</summary>
    public const int Most = 32;

    /// <summary>How many there are.</summary>
    public int Count { get; } = Math.Min(buckets, Most);

    public string Of(EntityId entity) => entity.Share(Count).ToString("d2", CultureInfo.InvariantCulture);
}
