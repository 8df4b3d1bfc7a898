using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events;

/// <summary>The network saw a stranger's connection accepted at an address; whose address it is, is not said. Concerns an address.</summary>
/// <param name="Transport">TCP: completed. UDP: answered.</param>
/// <param name="Port">The port at that address, 0 to 65535.</param>
/// <param name="Seen">When.</param>
/// <param name="Remotes">The strangers' addresses.</param>
/// <param name="Source">The source format, for example <c>zeek-conn</c>.</param>
public sealed record ConnectionAccepted(
    Transport Transport, ushort Port, Sighting Seen, IReadOnlyCollection<IpAddress> Remotes, string Source) : Observation;

/// <summary>A device was reached by a probe of one of the organisation's own scanners. Concerns a device.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">Where the probe arrived.</param>
/// <param name="Seen">When.</param>
public sealed record ProbeReceived(Transport Transport, Endpoint Local, Sighting Seen) : Observation;

/// <summary>A device tells an address behind which it is that a scanner's probe reached it. Concerns an address.</summary>
/// <param name="Device">The device.</param>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">Where the probe arrived.</param>
/// <param name="Seen">When.</param>
public sealed record ProbeSeen(DeviceId Device, Transport Transport, Endpoint Local, Sighting Seen) : Observation;

/// <summary>A device forwards ports of its own to another address: a router's or firewall's DNAT. Concerns the device that forwards.</summary>
/// <param name="Path">What is forwarded, and where to.</param>
/// <param name="Address">The public address of the rule; null where it holds for every address of the device.</param>
/// <param name="Seen">When the rule was in force.</param>
public sealed record PortForwarded(ForwardingPath Path, IpAddress? Address, Sighting Seen) : Observation;

/// <summary>Ports of this address lead to another one. Concerns a public address.</summary>
/// <param name="Path">What is forwarded, and where to.</param>
/// <param name="Seen">When the rule was in force.</param>
public sealed record PathMapped(ForwardingPath Path, Sighting Seen) : Observation;

/// <summary>A path from ports of a public address to an inner endpoint.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="FromPort">First public port.</param>
/// <param name="ToPort">Last public port, inclusive; not below <paramref name="FromPort"/>.</param>
/// <param name="Target">The inner endpoint; port 0 keeps the public port, another one stands for <paramref name="FromPort"/> and those after it follow.</param>
/// <param name="Rule">The rule as an operator would look it up, at most 120 characters, for example <c>nft ip nat prerouting: tcp dport 8443 dnat to 10.0.0.5:443</c>.</param>
public sealed record ForwardingPath(Transport Transport, ushort FromPort, ushort ToPort, Endpoint Target, string Rule)
{
    /// <summary>The inner port that a public port leads to; null when the path does not take it.</summary>
    public ushort? Lead(Transport transport, ushort port) =>
        transport != Transport || port < FromPort || port > ToPort ? null : Target.Port == 0 ? port : (ushort)(Target.Port + (port - FromPort));
}

/// <summary>What answers behind a path: the public endpoint's answer, told to the inner address. Concerns an address.</summary>
/// <param name="Public">The endpoint that the internet sees.</param>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Port">The inner port.</param>
/// <param name="Seen">When it answered or accepted.</param>
/// <param name="Reason"><see cref="Reason.PublicScan"/> for a scanner's answer, else <see cref="Reason.ExternalNetworkConnection"/>.</param>
/// <param name="Scanner">Who scanned; null for a connection.</param>
/// <param name="Source">The source format.</param>
/// <param name="Rule">The path's rule.</param>
public sealed record AnswerForwarded(
    Endpoint Public, Transport Transport, ushort Port, Sighting Seen, Reason Reason, string? Scanner, string Source, string Rule) : Observation;
