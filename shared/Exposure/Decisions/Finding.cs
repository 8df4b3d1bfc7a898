global using DeviceSet = ExposurePipeline.Exposure.State.BoundedSet<ExposurePipeline.Exposure.Values.DeviceId, ExposurePipeline.Exposure.State.GuestBound>;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Decisions;

/// <summary>An exposed port of an address, and whose it is.</summary>
/// <param name="Reason">A scanner's answer, or an accepted connection.</param>
/// <param name="Port">Which port of this address.</param>
/// <param name="Public">The endpoint that the internet sees; null where it is not known to be another one.</param>
/// <param name="Seen">The sightings that concern the owner; of what is nobody's, all.</param>
/// <param name="Told">Who told it.</param>
/// <param name="Path">The network rule that leads here; null where none is known.</param>
/// <param name="Owner">Whose it is.</param>
public sealed record Finding(Reason Reason, Port Port, Endpoint? Public, Sighting Seen, Told Told, string? Path, Owner Owner)
{
    /// <inheritdoc cref="Told.Scanners"/>
    public NameSet Scanners => Told.Scanners;

    /// <inheritdoc cref="Told.Services"/>
    public NameSet Services => Told.Services;

    /// <inheritdoc cref="Told.Sources"/>
    public NameSet Sources => Told.Sources;

    /// <inheritdoc cref="Told.Remotes"/>
    public RemoteSample Remotes => Told.Remotes;
}

/// <summary>Who told of a finding.</summary>
/// <param name="Scanners">Who scanned; empty for connections.</param>
/// <param name="Services">What the scanners recognised.</param>
/// <param name="Sources">The source formats.</param>
/// <param name="Remotes">A sample of the strangers' addresses; empty for scans.</param>
public sealed record Told(NameSet Scanners, NameSet Services, NameSet Sources, RemoteSample Remotes);

/// <summary>Whose a finding is: a device's, another address's to which a path leads, or nobody's yet.</summary>
/// <param name="Device">The device; null unless it is one's.</param>
/// <param name="Rule">By which rule; null when it is nobody's.</param>
/// <param name="Local">The device's own endpoint, or the one to which the path leads.</param>
/// <param name="Why">Why it is nobody's; null otherwise.</param>
/// <param name="Candidates">Who could be meant.</param>
public sealed record Owner(DeviceId? Device, Attribution? Rule, Endpoint? Local, Unattributed? Why, DeviceSet Candidates)
{
    /// <summary>A device's.</summary>
    public static Owner Of(DeviceId device, Attribution rule, Endpoint local) => new(device, rule, local, null, DeviceSet.Empty);

    /// <summary>Another address's.</summary>
    public static Owner Behind(Endpoint target) => new(null, Attribution.MappedByPath, target, null, DeviceSet.Empty);

    /// <summary>Nobody's.</summary>
    public static Owner None(Unattributed why, IEnumerable<DeviceId> candidates) => new(null, null, null, why, DeviceSet.Of(candidates));
}

/// <summary>Why a finding is nobody's; nobody is tagged by guess.</summary>
public enum Unattributed
{
    /// <summary>No device is known to have the address or to be behind it.</summary>
    NoDeviceKnown,

    /// <summary>Several devices could be meant.</summary>
    SeveralDevices,

    /// <summary>More devices have the address, or are behind it, than are kept.</summary>
    TooManyDevices,

    /// <summary>Devices are behind the address, but none is known to listen there.</summary>
    NobodyListens,
}
