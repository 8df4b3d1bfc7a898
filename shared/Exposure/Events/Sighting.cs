namespace ExposurePipeline.Exposure.Events;

/// <summary>When something was seen, from <paramref name="First"/> to <paramref name="Last"/>, both inclusive, by event time in UTC.</summary>
/// <param name="First">Earliest event time.</param>
/// <param name="Last">Latest event time; never before <paramref name="First"/>.</param>
public readonly record struct Sighting(DateTimeOffset First, DateTimeOffset Last)
{
    /// <summary>A single moment.</summary>
    public static Sighting At(DateTimeOffset time) => new(time, time);
}
