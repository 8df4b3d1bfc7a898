using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>All that is known about one listener of a device.</summary>
/// <param name="Seen">When, at the policy's resolution.</param>
/// <param name="Process">Who listens, as reported last; without command line.</param>
public sealed record Listener(Sighting Seen, ProcessRegister? Process) : IJoin<Listener>
{
    /// <summary>What one observation says.</summary>
    public static Listener Of(ListenerSeen seen, TimeSpan resolution) =>
        new(Sightings.Own(seen.Seen, resolution), Processes.Register(seen.Process, seen.Seen.Last, resolution, commandBytes: 0));

    /// <inheritdoc/>
    public Listener Join(Listener other, TimeSpan resolution)
    {
        var joined = new Listener(Seen.Join(other.Seen, resolution), Registers.Join(Process, other.Process, resolution));
        return Equals(joined) ? this : joined;
    }
}
