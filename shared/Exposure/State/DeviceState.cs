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

    /// <summary>Where the organisation's own scanners reached the device.</summary>
    public ProbeMap Probes { get; init; } = ProbeMap.Empty;

    /// <summary>What the device forwards to others.</summary>
    public ForwardMap Forwards { get; init; } = ForwardMap.Empty;

    /// <summary>What its firewall lets in.</summary>
    public FirewallRegister? Firewall { get; init; }

    /// <summary>What people said is wrong about its classification.</summary>
    public DisputeMap Disputes { get; init; } = DisputeMap.Empty;

    /// <summary>When it last left the organisation's care, UTC; what was seen until then no longer counts.</summary>
    public DateTimeOffset? OffboardedAt { get; init; }

    /// <summary>What the inventory last said.</summary>
    public ProfileRegister? Profile { get; init; }

    /// <summary>The device that inherited this one.</summary>
    public MergeRegister? MergedInto { get; init; }

    /// <summary>What its cloud's configuration last said; also that it is gone, so that what comes late does not bring it back.</summary>
    public ConfigurationRegister? Configuration { get; init; }

    /// <summary>Whether nothing is known but what configuration says: an asset that no device reported, and nothing was seen of.</summary>
    public bool IsConfiguredOnly => Configuration is not null && Equals(new DeviceState { MergedInto = MergedInto, Configuration = Configuration });

    /// <summary>Whether nothing is known but that this is another name of the device it was merged into.</summary>
    public bool IsAlias => MergedInto is { } heir && Equals(new DeviceState { MergedInto = heir });

    /// <summary>What one observation says; empty for observations about addresses.</summary>
    public static DeviceState Of(Observation observation, TimeSpan resolution) => observation switch
    {
        EvidenceSeen seen => Of(seen, State.Evidence.Of(seen, resolution)),
        ListenerSeen seen => Empty with { Listeners = ListenerMap.Of(new(seen.Transport, seen.Local), Listener.Of(seen, resolution)) },
        AddressSeen seen => Empty with { Addresses = AddressMap.Of(new(seen.Address, seen.Relation), Sightings.Own(seen.Seen, resolution)) },
        ProfileSeen seen => Empty with { Profile = new(seen.At, Profiles.Bound(seen.Profile)) },
        DeviceMerged merged => Empty with { MergedInto = new(merged.At, merged.Survivor) },
        ProbeReceived probe => Empty with { Probes = ProbeMap.Of(new(probe.Transport, probe.Local), Sightings.Own(probe.Seen, resolution)) },
        PortForwarded forward => Empty with { Forwards = ForwardMap.Of(new(Paths.Bound(forward.Path), forward.Address), Sightings.Own(forward.Seen, resolution)) },
        FirewallSeen firewall => Empty with { Firewall = State.Firewall.Of(firewall) },
        ConfigurationJudged judged => Empty with { Configuration = Configurations.Of(judged) },
        DeviceOffboarded offboarded => Empty with { OffboardedAt = offboarded.At },
        InaccuracyReported report => Empty with { Disputes = DisputeMap.Of(report.Report, Dispute.Of(report)) },
        InaccuracyReviewed review => Empty with { Disputes = DisputeMap.Of(review.Report, Dispute.Of(review)) },
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
            Probes = Probes.Join(other.Probes, resolution),
            Forwards = Forwards.Join(other.Forwards, resolution),
            Firewall = Registers.Join(Firewall, other.Firewall, resolution),
            Disputes = Disputes.Join(other.Disputes, resolution),
            OffboardedAt = Latest(OffboardedAt, other.OffboardedAt),
            Profile = Registers.Join(Profile, other.Profile, resolution),
            MergedInto = Registers.Join(MergedInto, other.MergedInto, resolution),
            Configuration = Registers.Join(Configuration, other.Configuration, resolution),
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
            Probes = Probes.Where(s => s.Last >= before),
            Forwards = Forwards.Where(s => s.Last >= before),
            Firewall = Firewall?.At >= before ? Firewall : null,
            Disputes = Disputes.Where(d => d.Last >= before),
            Configuration = Configuration is { Value.Status: ConfiguredStatus.Gone } gone && gone.At < before ? null : Configuration,
        };
        return Equals(kept) ? this : kept;
    }

    private static DateTimeOffset? Latest(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right : left;

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
