using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events;

/// <summary>When something was seen, from <paramref name="First"/> to <paramref name="Last"/>, both inclusive, by event time in UTC.</summary>
/// <param name="First">Earliest event time.</param>
/// <param name="Last">Latest event time; never before <paramref name="First"/>.</param>
public readonly record struct Sighting(DateTimeOffset First, DateTimeOffset Last) : IJoin<Sighting>
{
    /// <summary>A single moment.</summary>
    public static Sighting At(DateTimeOffset time) => new(time, time);

    /// <summary>
    /// Both sightings as one. Commutative, associative and idempotent: the first is the earliest; the last lies in the latest slot of
    /// <paramref name="resolution"/> (counted from the Unix epoch) and is the earliest of that slot, so batching cannot change it.
    /// </summary>
    /// <param name="other">The other sighting.</param>
    /// <param name="resolution">Length of a slot; zero keeps the latest moment.</param>
    public Sighting Join(Sighting other, TimeSpan resolution) =>
        new(First < other.First ? First : other.First, JoinLast(Last, other.Last, resolution));

    private static DateTimeOffset JoinLast(DateTimeOffset a, DateTimeOffset b, TimeSpan resolution)
    {
        var (earlier, later) = a < b ? (a, b) : (b, a);
        return resolution > TimeSpan.Zero && Slot(earlier, resolution) == Slot(later, resolution) ? earlier : later;
    }

    private static long Slot(DateTimeOffset time, TimeSpan resolution) =>
        Math.DivRem(time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, resolution.Ticks) is var (slot, rest) && rest < 0 ? slot - 1 : slot;
}
