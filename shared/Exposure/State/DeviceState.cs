global using AddressMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.AddressKey, ExposurePipeline.Exposure.Events.Sighting, ExposurePipeline.Exposure.State.AddressBound>;
global using EvidenceMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.Events.EvidenceKey, ExposurePipeline.Exposure.State.Evidence, ExposurePipeline.Exposure.State.EvidenceBound>;
global using ListenerMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.ListenerKey, ExposurePipeline.Exposure.State.Listener, ExposurePipeline.Exposure.State.ListenerBound>;
global using MergeRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Values.DeviceId, ExposurePipeline.Exposure.State.DeviceOrder>;
global using ProfileRegister = ExposurePipeline.Exposure.State.Register<ExposurePipeline.Exposure.Events.DeviceProfile, ExposurePipeline.Exposure.State.ProfileOrder>;
global using ReasonMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.Values.Reason, ExposurePipeline.Exposure.Events.Sighting, ExposurePipeline.Exposure.State.ReasonBound>;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Everything known about one device. Every member is joined by itself.</summary>
public sealed record DeviceState : IJoin<DeviceState>
{
    /// <summary>Nothing known.</summary>
    public static DeviceState Empty { get; } = new();

    /// <summary>Evidence of exposure; see <see cref="Reasons"/> for what exceeds the bound.</summary>
    public EvidenceMap Evidence { get; init; } = EvidenceMap.Empty;

    /// <summary>First and last sighting per reason over all evidence ever applied, kept in <see cref="Evidence"/> or not.</summary>
    public ReasonMap Reasons { get; init; } = ReasonMap.Empty;

    /// <summary>What listens on the device.</summary>
    public ListenerMap Listeners { get; init; } = ListenerMap.Empty;

    /// <summary>The device's addresses, private ones included.</summary>
    public AddressMap Addresses { get; init; } = AddressMap.Empty;

    /// <summary>What the inventory last said.</summary>
    public ProfileRegister? Profile { get; init; }

    /// <summary>The device that inherited this one.</summary>
    public MergeRegister? MergedInto { get; init; }

    /// <summary>What one observation says; empty for observations about addresses.</summary>
    public static DeviceState Of(Observation observation, TimeSpan resolution) => observation switch
    {
        EvidenceSeen seen => Of(seen, State.Evidence.Of(seen, resolution)),
        ListenerSeen seen => Empty with { Listeners = ListenerMap.Of(new(seen.Transport, seen.Local), Listener.Of(seen, resolution)) },
        AddressSeen seen => Empty with { Addresses = AddressMap.Of(new(seen.Address, seen.Relation), Sightings.Own(seen.Seen, resolution)) },
        ProfileSeen seen => Empty with { Profile = new(seen.At, Profiles.Bound(seen.Profile)) },
        DeviceMerged merged => Empty with { MergedInto = new(merged.At, merged.Survivor) },
        _ => Empty,
    };

    /// <summary>This state and what one more observation says.</summary>
    public DeviceState Apply(Observation observation, TimeSpan resolution) => Join(Of(observation, resolution), resolution);

    /// <inheritdoc/>
    public DeviceState Join(DeviceState other, TimeSpan resolution)
    {
        var joined = new DeviceState
        {
            Evidence = Evidence.Join(other.Evidence, resolution),
            Reasons = Reasons.Join(other.Reasons, resolution),
            Listeners = Listeners.Join(other.Listeners, resolution),
            Addresses = Addresses.Join(other.Addresses, resolution),
            Profile = Registers.Join(Profile, other.Profile, resolution),
            MergedInto = Registers.Join(MergedInto, other.MergedInto, resolution),
        };
        return Equals(joined) ? this : joined;
    }

    /// <summary>Without what was last seen before a moment. Events that old are refused on entry, so that none of it can come back.</summary>
    public DeviceState Forget(DateTimeOffset before)
    {
        var kept = this with
        {
            Evidence = Evidence.Where(e => e.Seen.Last >= before),
            Reasons = Reasons.Where(s => s.Last >= before),
            Listeners = Listeners.Where(l => l.Seen.Last >= before),
            Addresses = Addresses.Where(s => s.Last >= before),
        };
        return Equals(kept) ? this : kept;
    }

    private static DeviceState Of(EvidenceSeen seen, Evidence evidence) => Empty with
    {
        Evidence = EvidenceMap.Of(seen.Key, evidence),
        Reasons = ReasonMap.Of(seen.Key.Reason, evidence.Seen),
    };
}

/// <summary>Survivors of one moment: by identifier.</summary>
public readonly struct DeviceOrder : IOrder<DeviceId>
{
    /// <inheritdoc/>
    public static int Compare(DeviceId left, DeviceId right) => string.CompareOrdinal(left.Value, right.Value);
}
