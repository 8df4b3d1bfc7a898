using System.Buffers.Binary;
using System.Net;

namespace ExposurePipeline.Exposure.Values;

/// <summary>An IPv4 or IPv6 address without zone; IPv4-mapped IPv6 (<c>::ffff:a.b.c.d</c>) is unwrapped on reading.</summary>
/// <param name="Bits">The address as a number, most significant byte first; IPv4 uses the low 32 bits.</param>
/// <param name="IsV4">Whether it is an IPv4 address.</param>
public readonly record struct IpAddress(UInt128 Bits, bool IsV4) : IComparable<IpAddress>
{
    /// <summary>Longest text that is tried, in characters.</summary>
    public const int MaxTextLength = 64;

    private static readonly UInt128 MappedPrefix = 0xffff;

    /// <summary><c>0.0.0.0</c>: every interface, or an interface that the source did not name.</summary>
    public static IpAddress Unspecified { get; } = new(0, IsV4: true);

    /// <summary>Reads the canonical textual forms only: four decimal octets, or RFC 4291 text; no octal, no ports, no zones.</summary>
    /// <remarks>Allocates nothing: every connection event passes here.</remarks>
    public static bool TryParse(ReadOnlySpan<char> text, out IpAddress address)
    {
        Span<byte> utf8 = stackalloc byte[MaxTextLength];
        address = default;
        return text.Length <= MaxTextLength
            && System.Text.Encoding.UTF8.TryGetBytes(text, utf8, out var written)
            && TryParse(utf8[..written], out address);
    }

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out IpAddress)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8, out IpAddress address)
    {
        address = default;
        if (utf8.Length > MaxTextLength)
        {
            return false;
        }

        if (!utf8.Contains((byte)':'))
        {
            var isV4 = IpAddressText.TryParseV4(utf8, out var v4);
            address = isV4 ? new(v4, IsV4: true) : default;
            return isV4;
        }

        var isV6 = IpAddressText.TryParseV6(utf8, out var v6);
        address = isV6 ? Unwrap(v6) : default;
        return isV6;
    }

    /// <summary>From the framework's type; a zone is dropped, an IPv4-mapped address unwrapped.</summary>
    public static IpAddress From(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out var length);
        return length == 4
            ? new(BinaryPrimitives.ReadUInt32BigEndian(bytes), IsV4: true)
            : new(BinaryPrimitives.ReadUInt128BigEndian(bytes), IsV4: false);
    }

    /// <summary>IPv4 before IPv6, then numerically.</summary>
    public int CompareTo(IpAddress other) => IsV4 != other.IsV4 ? (IsV4 ? -1 : 1) : Bits.CompareTo(other.Bits);

    /// <summary>RFC 5952 text.</summary>
    public override string ToString() => ToFramework().ToString();

    /// <summary>The framework's type.</summary>
    public IPAddress ToFramework()
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, Bits);
        return new IPAddress(IsV4 ? bytes[12..] : bytes);
    }

    /// <summary>From 128 bits; an IPv4-mapped address is unwrapped.</summary>
    public static IpAddress Unwrap(UInt128 bits) => bits >> 32 == MappedPrefix ? new((uint)bits, IsV4: true) : new(bits, IsV4: false);

    /// <summary>Earlier in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <(IpAddress left, IpAddress right) => left.CompareTo(right) < 0;

    /// <summary>Later in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >(IpAddress left, IpAddress right) => left.CompareTo(right) > 0;

    /// <summary>Not later in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator <=(IpAddress left, IpAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier in the order of <see cref="CompareTo"/>.</summary>
    public static bool operator >=(IpAddress left, IpAddress right) => left.CompareTo(right) >= 0;
}
