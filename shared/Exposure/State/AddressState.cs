global using AnswerMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.Port, ExposurePipeline.Exposure.State.Answer, ExposurePipeline.Exposure.State.AnswerBound>;
global using GuestMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.Values.DeviceId, ExposurePipeline.Exposure.State.Occupant, ExposurePipeline.Exposure.State.GuestBound>;
global using HolderMap = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.Values.DeviceId, ExposurePipeline.Exposure.State.Occupant, ExposurePipeline.Exposure.State.HolderBound>;
global using OccupantPorts = ExposurePipeline.Exposure.State.BoundedMap<ExposurePipeline.Exposure.State.Port, ExposurePipeline.Exposure.Events.Sighting, ExposurePipeline.Exposure.State.OccupantPortBound>;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Everything known about one address: what answered there, where its ports lead, and which devices have it or are behind it.</summary>
public sealed record AddressState : IJoin<AddressState>
{
    /// <summary>Nothing known.</summary>
    public static AddressState Empty { get; } = new();

    /// <summary>Ports that answered.</summary>
    public AnswerMap Answers { get; init; } = AnswerMap.Empty;

    /// <summary>Ports at which strangers' connections were accepted, as the network saw it.</summary>
    public AcceptedMap Accepted { get; init; } = AcceptedMap.Empty;

    /// <summary>Paths that begin here.</summary>
    public PathMap Paths { get; init; } = PathMap.Empty;

    /// <summary>What answers here through paths that begin elsewhere.</summary>
    public ForwardedMap Forwarded { get; init; } = ForwardedMap.Empty;

    /// <summary>Probes of the organisation's own scanners that reached devices behind the address.</summary>
    public ProbeSeenMap Probes { get; init; } = ProbeSeenMap.Empty;

    /// <summary>Devices that have the address on an interface.</summary>
    public HolderMap Holders { get; init; } = HolderMap.Empty;

    /// <summary>Devices that reach the internet through the address.</summary>
    public GuestMap Guests { get; init; } = GuestMap.Empty;

    /// <summary>Assets to which clouds' configuration leads from here.</summary>
    public AssetMap Assets { get; init; } = AssetMap.Empty;

    /// <summary>What one observation says; empty for observations about devices.</summary>
    public static AddressState Of(Observation observation, TimeSpan resolution) => observation switch
    {
        PortAnswered seen => Empty with { Answers = AnswerMap.Of(new(seen.Transport, seen.Port), Answer.Of(seen, resolution)) },
        ConnectionAccepted seen => Empty with { Accepted = AcceptedMap.Of(new(seen.Transport, seen.Port), State.Accepted.Of(seen, resolution)) },
        PathMapped mapped => Empty with { Paths = PathMap.Of(State.Paths.Bound(mapped.Path), mapped.Seen) },
        AnswerForwarded seen => Empty with { Forwarded = ForwardedMap.Of(new(seen.Reason, seen.Public, new(seen.Transport, seen.Port)), State.Forwarded.Of(seen, resolution)) },
        ProbeSeen probe => Empty with { Probes = ProbeSeenMap.Of(new(probe.Device, probe.Transport, probe.Local), Sightings.Own(probe.Seen, resolution)) },
        AssetBehind asset => Empty with { Assets = AssetMap.Of(AssetKey.Of(asset), Lease.Of(asset)) },
        DeviceBehind { Relation: AddressRelation.Interface } behind => Empty with { Holders = HolderMap.Of(behind.Device, Occupant.Of(behind)) },
        DeviceBehind behind => Empty with { Guests = GuestMap.Of(behind.Device, Occupant.Of(behind)) },
        _ => Empty,
    };

    /// <summary>This state and what one more observation says.</summary>
    public AddressState Apply(Observation observation, TimeSpan resolution) => Join(Of(observation, resolution), resolution);

    /// <inheritdoc/>
    public AddressState Join(AddressState other, TimeSpan resolution)
    {
        var joined = new AddressState
        {
            Answers = Answers.Join(other.Answers, resolution),
            Accepted = Accepted.Join(other.Accepted, resolution),
            Paths = Paths.Join(other.Paths, TimeSpan.Zero),
            Forwarded = Forwarded.Join(other.Forwarded, resolution),
            Probes = Probes.Join(other.Probes, resolution),
            Holders = Holders.Join(other.Holders, resolution),
            Guests = Guests.Join(other.Guests, resolution),
            Assets = Assets.Join(other.Assets, resolution),
        };
        return Equals(joined) ? this : joined;
    }

    /// <summary>Without what was last seen before a moment. Events that old are refused on entry, so that none of it can come back.</summary>
    public AddressState Forget(DateTimeOffset before)
    {
        var kept = new AddressState
        {
            Answers = Answers.Where(a => a.Seen.Last >= before),
            Accepted = Accepted.Where(a => a.Seen.Last >= before),
            Paths = Paths.Where(s => s.Last >= before),
            Forwarded = Forwarded.Where(f => f.Seen.Last >= before),
            Probes = Probes.Where(s => s.Last >= before),
            Holders = Holders.Where(h => h.Seen.Last >= before),
            Guests = Guests.Where(g => g.Seen.Last >= before),
            Assets = Assets.Where(a => a.Last >= before),
        };
        return Equals(kept) ? this : kept;
    }
}

/// <summary>All that is known about one answering port.</summary>
/// <param name="Seen">When, at the policy's resolution.</param>
/// <param name="Scanners">Who scanned.</param>
/// <param name="Services">What the scanners recognised.</param>
/// <param name="Sources">The source formats.</param>
public sealed record Answer(Sighting Seen, NameSet Scanners, NameSet Services, NameSet Sources) : IJoin<Answer>
{
    /// <summary>What one observation says.</summary>
    public static Answer Of(PortAnswered seen, TimeSpan resolution) => new(
        Sightings.Own(seen.Seen, resolution), Names.Of(seen.Scanner), Names.Of(seen.Service), Names.Of(seen.Source));

    /// <inheritdoc/>
    public Answer Join(Answer other, TimeSpan resolution)
    {
        var joined = new Answer(
            Seen.Join(other.Seen, resolution),
            Scanners.Join(other.Scanners, resolution),
            Services.Join(other.Services, resolution),
            Sources.Join(other.Sources, resolution));
        return Equals(joined) ? this : joined;
    }
}
