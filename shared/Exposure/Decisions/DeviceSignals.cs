using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What a device tells its public addresses and its heir.</summary>
internal static class DeviceSignals
{
    /// <summary>
    /// To each global address, what changed for it. To the device it was merged into: everything when the merge was learned, from then on
    /// what is new.
    /// </summary>
    public static IEnumerable<EntityObservations> Between(EntityId device, DeviceState before, DeviceState learned, DeviceState after, Occasion occasion)
    {
        var toAddresses = ReferenceEquals(before, after) ? [] : Reports(device, after)
            .Where(r => !Reports(device, before, r.Address).Any(old => Same(old, r.Behind)))
            .GroupBy(r => r.Address, r => (Observation)r.Behind)
            .Select(g => (Target: EntityId.Of(device.Tenant, g.Key), Observations: g.ToList()));
        var toHeir = after.MergedInto is not { } heir || ReferenceEquals(before, after) ? []
            : Retelling.Of(before.MergedInto == heir ? learned : after, occasion.Policy.Resolution)
                .Select(observations => (Target: EntityId.Of(device.Tenant, heir.Value), Observations: observations));
        return toAddresses.Concat(toHeir).Select(s => new EntityObservations(s.Target, s.Observations, occasion.Enqueued ?? occasion.Now, occasion.TraceParent));
    }

    private static bool Same(DeviceBehind left, DeviceBehind right) => Occupant.Of(left).Equals(Occupant.Of(right));

    private static IEnumerable<(IpAddress Address, DeviceBehind Behind)> Reports(EntityId device, DeviceState state) =>
        state.Addresses.Items.Where(a => AddressSpace.IsGlobal(a.Key.Address)).Select(a => (a.Key.Address, Report(device, state, a.Key, a.Value)));

    private static IEnumerable<DeviceBehind> Reports(EntityId device, DeviceState state, IpAddress address) =>
        Reports(device, state).Where(r => r.Address == address).Select(r => r.Behind);

    private static DeviceBehind Report(EntityId device, DeviceState state, AddressKey key, Sighting seen)
    {
        var slot = Occupant.SlotOf(key.Relation);
        return new(new(device.Key), key.Relation, Sightings.Floor(seen, slot), [.. Answering(state, key.Address, slot)], state.MergedInto is not null);
    }

    private static IEnumerable<ListeningPort> Answering(DeviceState state, IpAddress address, TimeSpan slot) => state.Listeners.Items
        .Where(l => CanAnswerFor(l.Key.Local.Address, address))
        .Select(l => new ListeningPort(l.Key.Transport, l.Key.Local, Sightings.Floor(l.Value.Seen, slot)));

    // A listener on another global address answers for that one. One on a private address answers if the way in is translated, which
    // for IPv6 it is not; one on [::] takes IPv4 too.
    private static bool CanAnswerFor(IpAddress bound, IpAddress address) =>
        bound == address
        || (AddressSpace.IsUnspecified(bound) && (!bound.IsV4 || address.IsV4))
        || (bound.IsV4 && address.IsV4 && !AddressSpace.IsGlobal(bound) && !AddressSpace.IsLoopback(bound));
}
