using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>One packet of a stranger, as it is sent.</summary>
/// <param name="Source">Where from.</param>
/// <param name="Protocol">1 ICMP, 6 TCP, 17 UDP.</param>
/// <param name="Port">Destination port; for ICMP type and code.</param>
internal readonly record struct Packet(IpAddress Source, int Protocol, int Port)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Source} -> {Protocol}/{Port}");
}

/// <summary>A random network of a cloud: its resources as the cloud writes them, and what a packet meets, looked up rule by rule.</summary>
internal interface INetwork
{
    /// <summary>Documents in the cloud's own form.</summary>
    IEnumerable<string> Documents { get; }

    /// <summary>The machines, by the id under which their verdict is found.</summary>
    IReadOnlyList<string> Machines { get; }

    /// <summary>The packets worth trying.</summary>
    IReadOnlyList<Packet> Packets => Draw.Packets;

    /// <summary>Whether a stranger's packet to any of the machine's doors gets to it.</summary>
    bool Arrives(string machine, Packet packet);

    /// <summary>Whether anyone may read something without signing in; null where there is no such thing.</summary>
    bool? IsPublic(string machine) => null;
}
