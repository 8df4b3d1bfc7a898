using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events;

/// <summary>What its cloud's configuration says of an asset. Concerns the asset's device; the newest wins and holds until the next one.</summary>
/// <param name="Asset">The resource, as its cloud names it.</param>
/// <param name="Status">Whether the internet gets in.</param>
/// <param name="Width">From how much of the internet; null where nothing certainly gets in.</param>
/// <param name="Ports">What certainly gets in from sources that are not trusted, as the client addresses it; ascending, none overlapping.</param>
/// <param name="LocalPorts">The same as the asset sees it.</param>
/// <param name="Ways">Every way in, or where it ends, one sentence each; the first few.</param>
/// <param name="IsComplete">Whether everything that decides was read, and every port is listed; if not, a missing port proves nothing.</param>
/// <param name="At">When it was judged, UTC.</param>
public sealed record ConfigurationJudged(
    string Asset, ConfiguredStatus Status, ConfiguredWidth? Width, IReadOnlyList<ReachedPorts> Ports, IReadOnlyList<ReachedPorts> LocalPorts,
    IReadOnlyList<string> Ways, bool IsComplete, DateTimeOffset At) : Observation;

/// <summary>Whether configuration lets the internet reach something.</summary>
public enum ConfiguredStatus
{
    /// <summary>Something that decides was not read.</summary>
    Unknown,

    /// <summary>By no way, and everything was read.</summary>
    NotReachable,

    /// <summary>By at least one way.</summary>
    Reachable,

    /// <summary>The asset was deleted: nothing is configured any more.</summary>
    Gone,
}

/// <summary>From how much of the internet.</summary>
public enum ConfiguredWidth
{
    /// <summary>From any source, or nearly any.</summary>
    Wide,

    /// <summary>From restricted sources that are not trusted.</summary>
    Narrow,

    /// <summary>From trusted sources only.</summary>
    Trusted,
}

/// <summary>Ports that the internet reaches.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="FromPort">First port.</param>
/// <param name="ToPort">Last port, inclusive.</param>
public readonly record struct ReachedPorts(Transport Transport, ushort FromPort, ushort ToPort)
{
    /// <summary>Whether a port is one of them.</summary>
    public bool Contains(Transport transport, ushort port) => transport == Transport && port >= FromPort && port <= ToPort;
}

/// <summary>By its cloud's configuration, ports of this address lead to an asset, whether they are open or not. Concerns a public address.</summary>
/// <param name="Device">The asset's device.</param>
/// <param name="Path">Which ports, and how.</param>
/// <param name="Seen">When it was configured so.</param>
/// <param name="Ended">Whether it was so until then, and no longer is.</param>
public sealed record AssetBehind(DeviceId Device, AssetPath Path, Sighting Seen, bool Ended) : Observation;

/// <summary>How ports of a public address lead to an asset.</summary>
/// <param name="Transport">TCP or UDP; null for both.</param>
/// <param name="FromPort">First public port.</param>
/// <param name="ToPort">Last public port, inclusive.</param>
/// <param name="InnerPort">The asset's port for <paramref name="FromPort"/>, and those after it follow; null where it may be any of several.</param>
/// <param name="IsOwn">Whether the address is the asset's own, so that it leads to this asset alone (1:1 NAT).</param>
/// <param name="Rule">Kind and name of what leads there, at most 120 characters, for example <c>inbound NAT rule lb-web/ssh</c>.</param>
public sealed record AssetPath(Transport? Transport, ushort FromPort, ushort ToPort, ushort? InnerPort, bool IsOwn, string Rule)
{
    /// <summary>Whether a port leads this way.</summary>
    public bool Takes(Transport transport, ushort port) => (Transport is null || transport == Transport) && port >= FromPort && port <= ToPort;

    /// <summary>The asset's port for a public one; null where it may be any of several.</summary>
    public ushort? Lead(ushort port) => InnerPort is { } inner ? (ushort)(inner + (port - FromPort)) : null;
}
