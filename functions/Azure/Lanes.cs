using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>
/// Partition keys of hub <c>observations</c>. An entity always takes the same lane and a lane always the same partition, so that one reader has
/// all of an entity; there are few lanes, so that a batch of many entities needs few sends.
/// </summary>
internal static class Lanes
{
    /// <summary>How many there are: at least as many as a hub has partitions (32 in the standard tier).</summary>
    public const int Count = 32;

    public static string Of(EntityId entity) => entity.Share(Count).ToString("d2", CultureInfo.InvariantCulture);
}
