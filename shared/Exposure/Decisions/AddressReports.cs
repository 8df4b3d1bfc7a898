using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>Something that a device has to tell an address. Two are equal when they would leave the address in the same state.</summary>
/// <param name="Address">The address.</param>
/// <param name="Observation">What it is told.</param>
internal sealed record AddressReport(IpAddress Address, Observation Observation)
{
    /// <inheritdoc/>
    public bool Equals(AddressReport? other) => other is not null && Address == other.Address && (Observation, other.Observation) switch
    {
        (DeviceBehind mine, DeviceBehind theirs) => mine.Relation == theirs.Relation && Occupant.Of(mine).Equals(Occupant.Of(theirs)),
        var (mine, theirs) => mine == theirs,
    };

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Address, Observation.GetType());
}

/// <summary>What a device has to tell its addresses: that it is there, what it forwards, and which probes reached it.</summary>
internal static class AddressReports
{
    /// <summary>Whether two states of a device share all that is reported of it: then nothing needs comparing.</summary>
    public static bool AreSame(DeviceState before, DeviceState after) =>
        ReferenceEquals(before.Addresses, after.Addresses) && ReferenceEquals(before.Listeners, after.Listeners)
        && ReferenceEquals(before.Forwards, after.Forwards) && ReferenceEquals(before.Probes, after.Probes)
        && before.MergedInto is null == after.MergedInto is null && IsNamed(before) == IsNamed(after);

    /// <summary>All reports.</summary>
    public static IEnumerable<AddressReport> Of(EntityId device, DeviceState state) =>
        Presence(device, state).Concat(Forwards(state)).Concat(Probes(device, state));

    // An inner address is asked only for who holds it: listeners tell devices behind one translated address apart.
    private static IEnumerable<AddressReport> Presence(EntityId device, DeviceState state)
    {
        foreach (var (key, seen) in state.Addresses.Items.Where(a => IsReported(a.Key)))
        {
            var slot = Occupant.SlotOf(key.Relation);
            var listeners = AddressSpace.IsGlobal(key.Address) ? Answering(state, key.Address, slot).ToArray() : [];
            yield return new(key.Address, new DeviceBehind(new(device.Key), key.Relation, Sightings.Floor(seen, slot), listeners, state.MergedInto is not null) { IsNamed = IsNamed(state) });
        }
    }

    private static bool IsNamed(DeviceState state) => CloudAsset.DeviceOf(state.Profile?.Value.CloudResourceId) is not null;

    private static IEnumerable<AddressReport> Forwards(DeviceState state) =>
        from forward in state.Forwards.Items
        from address in forward.Key.Address is { } one ? [one] : state.Addresses.Items.Select(a => a.Key).Where(a => a.Relation is AddressRelation.Interface && IsReported(a)).Select(a => a.Address)
        where address != forward.Key.Path.Target.Address
        select new AddressReport(address, new PathMapped(forward.Key.Path, Sightings.Floor(forward.Value, DeviceSignals.PathSlot)));

    private static IEnumerable<AddressReport> Probes(EntityId device, DeviceState state) =>
        from probe in state.Probes.Items
        from address in state.Addresses.Items.Select(a => a.Key.Address).Where(AddressSpace.IsGlobal).Distinct()
        select new AddressReport(address, new ProbeSeen(new(device.Key), probe.Key.Transport, probe.Key.Local, probe.Value));

    // The way out is worth knowing only where the internet can come back by it.
    private static bool IsReported(AddressKey key) =>
        key.Relation is AddressRelation.Egress ? AddressSpace.IsGlobal(key.Address) : AddressSpace.IsHost(key.Address);

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
