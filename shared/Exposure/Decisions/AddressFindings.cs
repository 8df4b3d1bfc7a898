using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>What is exposed at an address, and whose it is. Depends on event times only, never on the clock; nobody is tagged by guess.</summary>
/// <remarks>
/// Rules from the surest to the least sure: a known path leads elsewhere, or by a cloud's configuration to one asset; the scanner's probe was seen on that port of one device; one
/// device holds the address; one device behind it listens there; the only probe and the only answer that lack each other meet.
/// Under-matches: an address with so many devices, or a device with so many listeners, that the bounded state may have left some out,
/// proves nothing by absence. A path counts as long as the window after it was last read, even if its rule was removed since. What was
/// charged stays charged until its window ends, even if inventory that came later would have made it ambiguous: evidence only grows.
/// Only a holder that turns out to pass the port on is cleared (<see cref="PassedOn"/>).
/// </remarks>
public sealed class AddressFindings
{
    private readonly AddressState _state;
    private readonly IpAddress _address;
    private readonly ExposurePolicy _policy;
    private readonly Occupancy _occupancy;
    private readonly ProbeMatching _probes;
    private readonly CloudPaths _cloud;

    private AddressFindings(AddressState state, IpAddress address, ExposurePolicy policy)
    {
        (_state, _address, _policy) = (state, address, policy);
        (_occupancy, _probes, _cloud) = (new(state, policy), new(state, policy), new(address, state, policy));
    }

    /// <summary>All findings at an address, attributed or not.</summary>
    public static IReadOnlyList<Finding> Of(IpAddress address, AddressState state, ExposurePolicy policy)
    {
        var findings = new AddressFindings(state, address, policy);
        return [.. findings.Answers(), .. state.Accepted.Items.Select(a => findings.Of(a.Key, a.Value)), .. state.Forwarded.Items.Select(f => findings.Of(f.Key, f.Value))];
    }

    private IEnumerable<Finding> Answers()
    {
        var first = _state.Answers.Items.Select(a => (Port: a.Key, Answer: a.Value, Owned: Attribute(a.Key, a.Value.Seen, isScan: true))).ToList();
        var open = first.Where(f => f.Owned.Owner.Why is not null).Select(f => f.Port).ToList();
        foreach (var (port, answer, owned) in first)
        {
            var (owner, seen) = owned.Owner.Why is not null && _probes.OnOtherPort(port, answer.Seen, open) is { } probe
                ? (Owner.Of(probe.Device, Attribution.ProbeSeen, probe.Local), answer.Seen)
                : owned;
            yield return new(
                Reason.PublicScan, port, new(_address, port.Number), seen,
                new(answer.Scanners, answer.Services, answer.Sources, RemoteSample.Empty), PathOf(port, answer.Seen), owner);
        }
    }

    // Where the network saw the connection at the device's own address, no other endpoint is known.
    private Finding Of(Port port, Accepted accepted)
    {
        var (owner, seen) = Attribute(port, accepted.Seen, isScan: false);
        Endpoint? seenAs = owner.Rule is Attribution.HoldsAddress || !AddressSpace.IsGlobal(_address) ? null : new(_address, port.Number);
        return new(
            Reason.ExternalNetworkConnection, port, seenAs, seen, new(NameSet.Empty, NameSet.Empty, accepted.Sources, accepted.Remotes),
            PathOf(port, accepted.Seen), owner);
    }

    private Finding Of(ForwardedKey key, Forwarded forwarded)
    {
        var (owner, seen) = Lead(key.Port, forwarded.Seen) is { } target
            ? (Owner.Behind(target), forwarded.Seen)
            : Held(key.Port, forwarded.Seen, Attribution.MappedByPath) ?? (Nobody(key.Port, forwarded.Seen.Last), forwarded.Seen);
        return new(
            key.Reason, key.Port, key.Public, seen, new(forwarded.Scanners, NameSet.Empty, forwarded.Sources, RemoteSample.Empty),
            forwarded.Rules.Items.FirstOrDefault(), owner);
    }

    private (Owner Owner, Sighting Seen) Attribute(Port port, Sighting seen, bool isScan)
    {
        if (Lead(port, seen) is { } target)
        {
            return (Owner.Behind(target), seen);
        }

        var mapped = _cloud.Attribute(port, seen);
        if (mapped is { Owner.Why: null } sole)
        {
            return sole;
        }

        if (isScan && _probes.OnSamePort(port, seen) is { } probe)
        {
            return (Owner.Of(probe.Device, Attribution.ProbeSeen, probe.Local), seen);
        }

        return mapped ?? Held(port, seen, Attribution.HoldsAddress) ?? Listening(port, seen) ?? (Nobody(port, seen.Last), seen);
    }

    private (Owner, Sighting)? Held(Port port, Sighting seen, Attribution rule)
    {
        var holders = _occupancy.Holders(seen.Last);
        return holders.Count == 1 && !_state.Holders.IsFull
            ? (Owner.Of(holders[0].Device, rule, new(_address, port.Number)), _occupancy.Since(holders[0], seen))
            : null;
    }

    // Behind a translation the interface is not known, only that the port is the same: then the endpoint names every interface.
    private (Owner, Sighting)? Listening(Port port, Sighting seen)
    {
        var listening = Present(seen.Last).Where(c => _occupancy.MayListen(c, port, seen.Last)).ToList();
        return listening.Count == 1 && !_state.Holders.IsFull && !_state.Guests.IsFull && listening[0].Occupant.Ports.TryGet(port, out _)
            ? (Owner.Of(listening[0].Device, Attribution.OnlyListener, new(_address with { Bits = 0 }, port.Number)), _occupancy.Since(listening[0], seen))
            : null;
    }

    private Owner Nobody(Port port, DateTimeOffset at)
    {
        var present = Present(at);
        var listening = present.Where(c => _occupancy.MayListen(c, port, at)).ToList();
        var why = _state.Holders.IsFull || _state.Guests.IsFull ? Unattributed.TooManyDevices
            : present.Count == 0 ? Unattributed.NoDeviceKnown
            : listening.Count == 0 && _occupancy.Holders(at).Count < 2 ? Unattributed.NobodyListens
            : Unattributed.SeveralDevices;
        return Owner.None(why, (listening.Count > 0 ? listening : present).Select(c => c.Device));
    }

    private List<Claim> Present(DateTimeOffset at) => [.. _occupancy.Holders(at).Concat(_occupancy.Guests(at)).DistinctBy(c => c.Device)];

    private Endpoint? Lead(Port port, Sighting seen) =>
        Path(port, seen) is { } path && path.Lead(port.Transport, port.Number) is { } inner ? new(path.Target.Address, inner) : null;

    private string? PathOf(Port port, Sighting seen) => Path(port, seen)?.Rule ?? _cloud.Rule(port, seen);

    // A path to the address itself is a redirection inside of its device.
    private ForwardingPath? Path(Port port, Sighting seen) => _state.Paths.Items
        .Where(p => p.Key.Lead(port.Transport, port.Number) is not null && p.Key.Target.Address != _address
            && Occupancy.Covers(p.Value, seen.Last, DeviceSignals.PathSlot, _policy.Window))
        .OrderByDescending(p => p.Value.Last).ThenBy(p => p.Key, Comparer<ForwardingPath>.Create(Paths.Compare)).Select(p => p.Key).FirstOrDefault();
}
