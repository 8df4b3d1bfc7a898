using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>An answering port of a public address, and whose it is.</summary>
/// <param name="Port">Which port.</param>
/// <param name="Answer">What is known about the answers.</param>
/// <param name="Device">The device; null while unattributed.</param>
/// <param name="Rule">By which rule; null while unattributed.</param>
/// <param name="Seen">The sightings that concern the device.</param>
public sealed record Finding(Port Port, Answer Answer, DeviceId? Device, Attribution? Rule, Sighting Seen);

/// <summary>Whose port answered a scan. Depends on event times only, never on the clock; nobody is tagged by guess.</summary>
/// <remarks>
/// Over-matches: a router that holds the address itself is charged with ports that it forwards inwards. Under-matches: an address with
/// so many devices, or a device with so many listeners, that the bounded state may have left some out, proves nothing by absence.
/// What was charged stays charged until its window ends, even if inventory that came later would have made it ambiguous: evidence only grows.
/// </remarks>
public static class ScanAttribution
{
    /// <summary>All answering ports, attributed or not.</summary>
    public static IReadOnlyList<Finding> Of(AddressState state, ExposurePolicy policy) =>
        [.. state.Answers.Items.Select(a => Attribute(state, a.Key, a.Value, policy))];

    private static Finding Attribute(AddressState state, Port port, Answer answer, ExposurePolicy policy)
    {
        var at = answer.Seen.Last;
        var holders = Claims(state.Holders.Items, AddressRelation.Interface, at, policy);
        if (holders.Count == 1 && !state.Holders.IsFull)
        {
            return Charge(port, answer, holders[0], Attribution.HoldsAddress, policy);
        }

        var present = holders.Concat(Claims(state.Guests.Items, AddressRelation.Egress, at, policy)).DistinctBy(c => c.Device).ToList();
        var listening = present.Where(c => MayListen(c, port, at, policy)).ToList();
        return listening.Count == 1 && !state.Holders.IsFull && !state.Guests.IsFull && listening[0].Occupant.Ports.TryGet(port, out _)
            ? Charge(port, answer, listening[0], Attribution.OnlyListener, policy)
            : new(port, answer, null, null, answer.Seen);
    }

    // Those seen with the address before and after the moment; failing these, all seen with it within the window around the moment.
    private static List<Claim> Claims(IEnumerable<KeyValuePair<DeviceId, Occupant>> occupants, AddressRelation relation, DateTimeOffset at, ExposurePolicy policy)
    {
        var slot = Occupant.SlotOf(relation);
        var near = occupants.Where(o => !o.Value.Ended && Covers(o.Value.Seen, at, slot, policy.Window)).Select(o => new Claim(o.Key, o.Value, slot)).ToList();
        var exact = near.FindAll(c => Covers(c.Occupant.Seen, at, slot, TimeSpan.Zero));
        return relation is AddressRelation.Interface && exact.Count > 0 ? exact : near;
    }

    private static bool MayListen(Claim claim, Port port, DateTimeOffset at, ExposurePolicy policy) =>
        claim.Occupant.Ports.TryGet(port, out var seen) ? Covers(seen, at, claim.Slot, policy.Window) : claim.Occupant.Ports.IsFull;

    private static bool Covers(Sighting seen, DateTimeOffset at, TimeSpan slot, TimeSpan margin) =>
        seen.First - margin <= at && at < seen.Last + slot + margin;

    // An answer from before the device had the address was another device's.
    private static Finding Charge(Port port, Answer answer, Claim claim, Attribution rule, ExposurePolicy policy) => new(
        port, answer, claim.Device, rule,
        answer.Seen.First >= claim.Occupant.Seen.First - policy.Window ? answer.Seen : Sighting.At(answer.Seen.Last));

    private sealed record Claim(DeviceId Device, Occupant Occupant, TimeSpan Slot);
}
