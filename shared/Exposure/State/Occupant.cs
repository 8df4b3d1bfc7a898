using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>A device behind an address, as far as attribution needs to know it.</summary>
/// <param name="Seen">When it had the address; both ends are starts of slots.</param>
/// <param name="Ports">What it listens on there, and when; both ends are starts of slots.</param>
/// <param name="Ended">Whether it was merged into a device that speaks for itself.</param>
public sealed record Occupant(Sighting Seen, OccupantPorts Ports, bool Ended) : IJoin<Occupant>
{
    /// <summary>Whether its inventory names the cloud resource that it is.</summary>
    public bool IsNamed { get; init; }

    /// <summary>
    /// The slot in which devices report to their addresses. Every report is a message to an address that thousands of devices may share;
    /// attribution compares in windows of days. An address of one's own is reported by the hour, as such addresses are re-assigned.
    /// </summary>
    public static TimeSpan SlotOf(AddressRelation relation) => TimeSpan.FromHours(relation is AddressRelation.Interface ? 1 : 6);

    /// <summary>What one observation says.</summary>
    public static Occupant Of(DeviceBehind behind)
    {
        var slot = SlotOf(behind.Relation);
        return new(
            Sightings.Floor(behind.Seen, slot),
            OccupantPorts.Of(behind.Listeners.Select(l => KeyValuePair.Create(new Port(l.Transport, l.Local.Port), Sightings.Floor(l.Seen, slot))), slot),
            behind.Ended) { IsNamed = behind.IsNamed };
    }

    /// <inheritdoc/>
    public Occupant Join(Occupant other, TimeSpan resolution)
    {
        var joined = new Occupant(Seen.Join(other.Seen, TimeSpan.Zero), Ports.Join(other.Ports, TimeSpan.Zero), Ended || other.Ended) { IsNamed = IsNamed || other.IsNamed };
        return Equals(joined) ? this : joined;
    }
}
