using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events;

/// <summary>Something learned about one entity. A closed set; applying one twice changes nothing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "o")]
[JsonDerivedType(typeof(EvidenceSeen), "evidence")]
[JsonDerivedType(typeof(ListenerSeen), "listener")]
[JsonDerivedType(typeof(ProfileSeen), "profile")]
[JsonDerivedType(typeof(AddressSeen), "address")]
[JsonDerivedType(typeof(DeviceMerged), "merged")]
[JsonDerivedType(typeof(PortAnswered), "answered")]
[JsonDerivedType(typeof(DeviceBehind), "behind")]
[JsonDerivedType(typeof(ConnectionAccepted), "accepted")]
[JsonDerivedType(typeof(ProbeReceived), "probed")]
[JsonDerivedType(typeof(ProbeSeen), "probe")]
[JsonDerivedType(typeof(PortForwarded), "forwards")]
[JsonDerivedType(typeof(PathMapped), "path")]
[JsonDerivedType(typeof(AnswerForwarded), "forwarded")]
[JsonDerivedType(typeof(FirewallSeen), "firewall")]
[JsonDerivedType(typeof(DeviceOffboarded), "offboarded")]
[JsonDerivedType(typeof(InaccuracyReported), "reported")]
[JsonDerivedType(typeof(InaccuracyReviewed), "reviewed")]
[JsonDerivedType(typeof(ConfigurationJudged), "judged")]
[JsonDerivedType(typeof(AssetBehind), "asset")]
public abstract record Observation
{
    private protected Observation()
    {
    }
}

/// <summary>What distinguishes one evidence of exposure from another.</summary>
/// <param name="Reason">Scan or connection.</param>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">The device's own endpoint, where the source knows it.</param>
/// <param name="Public">The endpoint as the internet sees it, where the source knows it.</param>
public readonly record struct EvidenceKey(Reason Reason, Transport Transport, Endpoint? Local, Endpoint? Public);

/// <summary>A process, as its source names it.</summary>
/// <param name="Name">File name, for example <c>sshd</c>.</param>
/// <param name="CommandLine">Command line; readers keep at most 256 characters, state fewer (<c>Processes.CommandBytes</c>).</param>
/// <param name="Id">Process id, or 0 where unknown.</param>
public sealed record ProcessIdentity(string Name, string? CommandLine, long Id);

/// <summary>A device was reached from the internet. Concerns a device.</summary>
/// <param name="Key">Which evidence.</param>
/// <param name="Seen">When.</param>
/// <param name="Remotes">The strangers' addresses; for scans, the scanner's, where known.</param>
/// <param name="Rule">By which rule it is this device's.</param>
/// <param name="Process">The process that accepted, where known.</param>
/// <param name="Scanner">Who scanned, for example <c>nmap</c> or <c>defender</c>; null for connections.</param>
/// <param name="Source">The source format, for example <c>defender-streaming</c>.</param>
public sealed record EvidenceSeen(
    EvidenceKey Key, Sighting Seen, IReadOnlyCollection<IpAddress> Remotes, Attribution Rule,
    ProcessIdentity? Process, string? Scanner, string Source) : Observation
{
    /// <summary>The network rule that leads here, for example a router's DNAT; null where none is known.</summary>
    public string? Path { get; init; }
}

/// <summary>A process listens on a local endpoint. Concerns a device.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">The bound endpoint; <c>0.0.0.0</c> or <c>::</c> for every interface.</param>
/// <param name="Seen">When.</param>
/// <param name="Process">The listener, where known.</param>
public sealed record ListenerSeen(Transport Transport, Endpoint Local, Sighting Seen, ProcessIdentity? Process) : Observation;

/// <summary>What the inventory says of a device. Concerns a device; the newest wins.</summary>
/// <param name="Profile">The description.</param>
/// <param name="At">Event time, UTC.</param>
public sealed record ProfileSeen(DeviceProfile Profile, DateTimeOffset At) : Observation;

/// <summary>How a device relates to an address.</summary>
public enum AddressRelation
{
    /// <summary>The address is on one of the device's own interfaces.</summary>
    Interface,

    /// <summary>The device reaches the internet through it: its own, a NAT's or a proxy's. Never evidence by itself.</summary>
    Egress,
}

/// <summary>A device has or uses an address. Concerns a device.</summary>
/// <param name="Address">Any address, private ones included.</param>
/// <param name="Relation">On an interface, or on the way out.</param>
/// <param name="Seen">When.</param>
public sealed record AddressSeen(IpAddress Address, AddressRelation Relation, Sighting Seen) : Observation;

/// <summary>A device was merged into another one, which inherits its state. Concerns the device that ends.</summary>
/// <param name="Survivor">The device that goes on.</param>
/// <param name="At">Event time, UTC.</param>
public sealed record DeviceMerged(DeviceId Survivor, DateTimeOffset At) : Observation;

/// <summary>A port of a public address answered a scan. Concerns an address.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="Seen">When.</param>
/// <param name="Scanner">Who scanned, for example <c>nmap</c>.</param>
/// <param name="Service">The detected service; null where only guessed from the port number.</param>
/// <param name="Source">The source format.</param>
public sealed record PortAnswered(
    Transport Transport, ushort Port, Sighting Seen, string Scanner, string? Service, string Source) : Observation;

/// <summary>A device tells an address that it is behind it. Concerns an address.</summary>
/// <param name="Device">The device.</param>
/// <param name="Relation">On its interface, or its way out.</param>
/// <param name="Seen">When.</param>
/// <param name="Listeners">What the device listens on beyond loopback.</param>
/// <param name="Ended">Whether the device was merged into another one, which then speaks for itself.</param>
public sealed record DeviceBehind(
    DeviceId Device, AddressRelation Relation, Sighting Seen, IReadOnlyCollection<ListeningPort> Listeners, bool Ended) : Observation
{
    /// <summary>Whether its inventory names the cloud resource that it is: then nobody need find that out by its address.</summary>
    public bool IsNamed { get; init; }
}

/// <summary>An endpoint on which a device listens.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">The bound endpoint.</param>
/// <param name="Seen">When it was seen listening; an address and a listener need not have been seen together.</param>
public readonly record struct ListeningPort(Transport Transport, Endpoint Local, Sighting Seen);

/// <summary>One entity and what was learned about it, already combined inside its batch.</summary>
/// <param name="Entity">The subject.</param>
/// <param name="Observations">At least one.</param>
/// <param name="Enqueued">When the oldest of its source events was accepted by the first hub, UTC: the start of the latency that operators see.</param>
/// <param name="TraceParent">W3C trace context of one of its source events, where known.</param>
public sealed record EntityObservations(
    EntityId Entity, IReadOnlyList<Observation> Observations, DateTimeOffset Enqueued, string? TraceParent);
