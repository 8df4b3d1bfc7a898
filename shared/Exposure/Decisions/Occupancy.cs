using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Which devices had an address, or were behind it, at a moment. Depends on event times only, never on the clock.</summary>
internal sealed class Occupancy(AddressState state, ExposurePolicy policy)
{
    /// <summary>The devices seen with the address before and after the moment; failing these, all seen with it within the window around it.</summary>
    public List<Claim> Holders(DateTimeOffset at)
    {
        var near = Claims(state.Holders.Items, AddressRelation.Interface, at);
        var exact = near.FindAll(c => Covers(c.Occupant.Seen, at, c.Slot, TimeSpan.Zero));
        return exact.Count > 0 ? exact : near;
    }

    /// <summary>The devices that leave through the address.</summary>
    public List<Claim> Guests(DateTimeOffset at) => Claims(state.Guests.Items, AddressRelation.Egress, at);

    /// <summary>Whether a device may have listened on a port: known to, or so many listeners that some are not known.</summary>
    public bool MayListen(Claim claim, Port port, DateTimeOffset at) =>
        claim.Occupant.Ports.TryGet(port, out var seen) ? Covers(seen, at, claim.Slot, policy.Window) : claim.Occupant.Ports.IsFull;

    /// <summary>The part of a sighting from when the device had the address on: an answer from before was another device's.</summary>
    public Sighting Since(Claim claim, Sighting seen) =>
        seen.First >= claim.Occupant.Seen.First - policy.Window ? seen : Sighting.At(seen.Last);

    /// <summary>Whether a moment lies in a sighting whose ends are starts of slots, or no further from it than a margin.</summary>
    public static bool Covers(Sighting seen, DateTimeOffset at, TimeSpan slot, TimeSpan margin) =>
        seen.First - margin <= at && at < seen.Last + slot + margin;

    private List<Claim> Claims(IEnumerable<KeyValuePair<DeviceId, Occupant>> occupants, AddressRelation relation, DateTimeOffset at)
    {
        var slot = Occupant.SlotOf(relation);
        return [.. occupants.Where(o => !o.Value.Ended && Covers(o.Value.Seen, at, slot, policy.Window)).Select(o => new Claim(o.Key, o.Value, slot))];
    }
}

/// <summary>A device that may own what is found at an address.</summary>
/// <param name="Device">The device.</param>
/// <param name="Occupant">What it told the address.</param>
/// <param name="Slot">How finely it tells times.</param>
internal sealed record Claim(DeviceId Device, Occupant Occupant, TimeSpan Slot);
