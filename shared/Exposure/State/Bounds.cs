using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.State;

// The capacities add up to the largest state; a test encodes it and compares it with StateCodec.MaxBytes.

/// <summary>Strangers' addresses: 16 are a sample that a person can look through and a sketch with an error of about a quarter.</summary>
public readonly struct RemoteBound : IBound<IpAddress>
{
    /// <inheritdoc/>
    public static int Capacity => 16;

    /// <inheritdoc/>
    public static ulong Hash(IpAddress key) => StableHash.Of(key);

    /// <inheritdoc/>
    public static int Compare(IpAddress left, IpAddress right) => left.CompareTo(right);
}

/// <summary>Names of scanners, services or source formats.</summary>
public readonly struct NameBound : IBound<string>
{
    /// <summary>Longest name, in encoded bytes.</summary>
    public const int Bytes = 20;

    /// <inheritdoc/>
    public static int Capacity => 2;

    /// <inheritdoc/>
    public static ulong Hash(string key) => StableHash.Of(key);

    /// <inheritdoc/>
    public static int Compare(string left, string right) => string.CompareOrdinal(left, right);
}

/// <summary>Reasons: all of them.</summary>
public readonly struct ReasonBound : IBound<Reason>
{
    /// <inheritdoc/>
    public static int Capacity => 3;

    /// <inheritdoc/>
    public static ulong Hash(Reason key) => (ulong)key;

    /// <inheritdoc/>
    public static int Compare(Reason left, Reason right) => left.CompareTo(right);
}

/// <summary>Evidence of one device.</summary>
public readonly struct EvidenceBound : IBound<EvidenceKey>
{
    /// <inheritdoc/>
    public static int Capacity => 64;

    /// <inheritdoc/>
    public static ulong Hash(EvidenceKey key) => StableHashes.Of(key);

    /// <inheritdoc/>
    public static int Compare(EvidenceKey left, EvidenceKey right) => EvidenceKeys.Compare(left, right);
}

/// <summary>A listener of a device.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">The bound endpoint.</param>
public readonly record struct ListenerKey(Transport Transport, Endpoint Local);

/// <summary>Listeners of one device.</summary>
public readonly struct ListenerBound : IBound<ListenerKey>
{
    /// <inheritdoc/>
    public static int Capacity => 64;

    /// <inheritdoc/>
    public static ulong Hash(ListenerKey key) => StableHashes.Of(key);

    /// <inheritdoc/>
    public static int Compare(ListenerKey left, ListenerKey right) =>
        left.Transport != right.Transport ? left.Transport.CompareTo(right.Transport) : left.Local.CompareTo(right.Local);
}

/// <summary>An address of a device.</summary>
/// <param name="Address">Which.</param>
/// <param name="Relation">On an interface, or on the way out.</param>
public readonly record struct AddressKey(IpAddress Address, AddressRelation Relation);

/// <summary>Addresses of one device.</summary>
public readonly struct AddressBound : IBound<AddressKey>
{
    /// <inheritdoc/>
    public static int Capacity => 32;

    /// <inheritdoc/>
    public static ulong Hash(AddressKey key) => StableHash.Of(StableHash.Of(key.Address) + (ulong)key.Relation);

    /// <inheritdoc/>
    public static int Compare(AddressKey left, AddressKey right) =>
        left.Relation != right.Relation ? left.Relation.CompareTo(right.Relation) : left.Address.CompareTo(right.Address);
}

/// <summary>A transport and a port number, without an address.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Number">0 to 65535.</param>
public readonly record struct Port(Transport Transport, ushort Number)
{
    /// <summary>TCP as the port number, UDP 65536 above it.</summary>
    public int Code => Number + (Transport is Transport.Udp ? 65536 : 0);

    /// <summary>The port of a <see cref="Code"/>.</summary>
    public static Port From(int code) => new(code < 65536 ? Transport.Tcp : Transport.Udp, (ushort)code);
}

/// <summary>Answering ports of an address: more mean a tarpit or a middlebox, which answers on all.</summary>
public readonly struct AnswerBound : IBound<Port>
{
    /// <inheritdoc/>
    public static int Capacity => 128;

    /// <inheritdoc/>
    public static ulong Hash(Port key) => StableHash.Of((ulong)key.Code);

    /// <inheritdoc/>
    public static int Compare(Port left, Port right) => left.Code.CompareTo(right.Code);
}

/// <summary>Ports on which a device behind an address listens.</summary>
public readonly struct OccupantPortBound : IBound<Port>
{
    /// <inheritdoc/>
    public static int Capacity => 24;

    /// <inheritdoc/>
    public static ulong Hash(Port key) => StableHash.Of((ulong)key.Code);

    /// <inheritdoc/>
    public static int Compare(Port left, Port right) => left.Code.CompareTo(right.Code);
}

/// <summary>Devices with the address on an interface: more than one at a time is already ambiguous.</summary>
public readonly struct HolderBound : IBound<DeviceId>
{
    /// <inheritdoc/>
    public static int Capacity => 8;

    /// <inheritdoc/>
    public static ulong Hash(DeviceId key) => StableHash.Of(key.Value);

    /// <inheritdoc/>
    public static int Compare(DeviceId left, DeviceId right) => string.CompareOrdinal(left.Value, right.Value);
}

/// <summary>Devices that leave through the address.</summary>
public readonly struct GuestBound : IBound<DeviceId>
{
    /// <inheritdoc/>
    public static int Capacity => 40;

    /// <inheritdoc/>
    public static ulong Hash(DeviceId key) => StableHash.Of(key.Value);

    /// <inheritdoc/>
    public static int Compare(DeviceId left, DeviceId right) => string.CompareOrdinal(left.Value, right.Value);
}
