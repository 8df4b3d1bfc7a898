using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.State;

/// <summary>How sightings enter state.</summary>
/// <remarks>
/// <see cref="Sighting.Join"/> keeps the first moment of the newest slot, not the newest moment. Otherwise a busy port would be written
/// once an event, or, if small steps were left out of the store, the stored state would depend on how events were batched. The price:
/// a tag may go up to one slot earlier than the window after the very last event.
/// </remarks>
public static class Sightings
{
    /// <summary>A sighting as if its two ends had come one by one.</summary>
    public static Sighting Own(Sighting seen, TimeSpan resolution) => Sighting.At(seen.First).Join(Sighting.At(seen.Last), resolution);

    /// <summary>Both ends rounded down to slots counted from the Unix epoch.</summary>
    public static Sighting Floor(Sighting seen, TimeSpan slot) => new(Floor(seen.First, slot), Floor(seen.Last, slot));

    /// <summary>The start of the slot that contains a moment; the moment itself when slots have no length.</summary>
    public static DateTimeOffset Floor(DateTimeOffset at, TimeSpan slot)
    {
        if (slot <= TimeSpan.Zero)
        {
            return at.ToUniversalTime();
        }

        var sinceEpoch = at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        var rest = sinceEpoch % slot.Ticks;
        return new(at.UtcTicks - (rest < 0 ? rest + slot.Ticks : rest), TimeSpan.Zero);
    }
}
