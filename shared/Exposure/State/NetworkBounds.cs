using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

/// <summary>Names of network rules that lead to one evidence.</summary>
public readonly struct RuleNameBound : IBound<string>
{
    /// <inheritdoc/>
    public static int Capacity => 2;

    /// <inheritdoc/>
    public static ulong Hash(string key) => StableHash.Of(key);

    /// <inheritdoc/>
    public static int Compare(string left, string right) => string.CompareOrdinal(left, right);
}

/// <summary>Disputes of one device; whoever takes reports refuses more.</summary>
public readonly struct DisputeBound : IBound<string>
{
    /// <inheritdoc/>
    public static int Capacity => 16;

    /// <inheritdoc/>
    public static ulong Hash(string key) => StableHash.Of(key);

    /// <inheritdoc/>
    public static int Compare(string left, string right) => string.CompareOrdinal(left, right);
}

/// <summary>Probes that reached one device.</summary>
public readonly struct ProbeBound : IBound<ListenerKey>
{
    /// <inheritdoc/>
    public static int Capacity => 24;

    /// <inheritdoc/>
    public static ulong Hash(ListenerKey key) => StableHashes.Of(key);

    /// <inheritdoc/>
    public static int Compare(ListenerKey left, ListenerKey right) => ListenerBound.Compare(left, right);
}

/// <summary>Forwarding rules of one device.</summary>
public readonly struct ForwardBound : IBound<ForwardKey>
{
    /// <inheritdoc/>
    public static int Capacity => 32;

    /// <inheritdoc/>
    public static ulong Hash(ForwardKey key) => StableHashes.Of(key.Path) ^ (key.Address is { } address ? StableHash.Of(address) : 0);

    /// <inheritdoc/>
    public static int Compare(ForwardKey left, ForwardKey right) =>
        Paths.Compare(left.Path, right.Path) is var path && path != 0 ? path : Nullable.Compare(left.Address, right.Address);
}

/// <summary>Paths that begin at one address.</summary>
public readonly struct PathBound : IBound<ForwardingPath>
{
    /// <inheritdoc/>
    public static int Capacity => 48;

    /// <inheritdoc/>
    public static ulong Hash(ForwardingPath key) => StableHashes.Of(key);

    /// <inheritdoc/>
    public static int Compare(ForwardingPath left, ForwardingPath right) => Paths.Compare(left, right);
}

/// <summary>Ports of one address at which connections were accepted.</summary>
public readonly struct AcceptedBound : IBound<Port>
{
    /// <inheritdoc/>
    public static int Capacity => 48;

    /// <inheritdoc/>
    public static ulong Hash(Port key) => StableHash.Of((ulong)key.Code);

    /// <inheritdoc/>
    public static int Compare(Port left, Port right) => left.Code.CompareTo(right.Code);
}

/// <summary>A probe that reached a device behind an address.</summary>
/// <param name="Device">The device.</param>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">Where it arrived.</param>
public readonly record struct ProbeKey(DeviceId Device, Transport Transport, Endpoint Local);

/// <summary>Probes that reached devices behind one address.</summary>
public readonly struct ProbeSeenBound : IBound<ProbeKey>
{
    /// <inheritdoc/>
    public static int Capacity => 32;

    /// <inheritdoc/>
    public static ulong Hash(ProbeKey key) => StableHashes.Of(new ListenerKey(key.Transport, key.Local)) ^ StableHash.Of(key.Device.Value);

    /// <inheritdoc/>
    public static int Compare(ProbeKey left, ProbeKey right) =>
        string.CompareOrdinal(left.Device.Value, right.Device.Value) is var device && device != 0 ? device
        : ListenerBound.Compare(new(left.Transport, left.Local), new(right.Transport, right.Local));
}

/// <summary>What answers at one inner address through a path.</summary>
/// <param name="Reason">Scan or connection.</param>
/// <param name="Public">The endpoint that the internet sees.</param>
/// <param name="Port">The inner port.</param>
public readonly record struct ForwardedKey(Reason Reason, Endpoint Public, Port Port);

/// <summary>Public endpoints that lead to one inner address.</summary>
public readonly struct ForwardedBound : IBound<ForwardedKey>
{
    /// <inheritdoc/>
    public static int Capacity => 32;

    /// <inheritdoc/>
    public static ulong Hash(ForwardedKey key) =>
        StableHashes.Of(new EvidenceKey(key.Reason, key.Port.Transport, new(IpAddress.Unspecified, key.Port.Number), key.Public));

    /// <inheritdoc/>
    public static int Compare(ForwardedKey left, ForwardedKey right) =>
        left.Reason != right.Reason ? left.Reason.CompareTo(right.Reason)
        : left.Public != right.Public ? left.Public.CompareTo(right.Public)
        : left.Port.Code.CompareTo(right.Port.Code);
}
