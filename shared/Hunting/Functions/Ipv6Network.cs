using System.Buffers.Binary;
using System.Globalization;
using System.Net;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>An IPv6 address with a prefix length. An IPv4 address is its counterpart in ::ffff:0:0/96.</summary>
internal readonly record struct Ipv6Network(UInt128 Address, int Prefix)
{
    private static readonly UInt128 Mapped = (UInt128)0xFFFF << 32;

    public UInt128 Masked => Mask(Address, Prefix);

    public static Ipv6Network? TryParse(string text)
    {
        if (Ipv4Network.TryParse(text) is { } ipv4)
        {
            return new(Mapped | ipv4.Address, ipv4.Prefix + 96);
        }

        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var prefix = 128;
        var address = slash < 0 ? text : text[..slash];
        if (slash >= 0 && (!int.TryParse(text.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > 128))
        {
            return null;
        }

        return address.Contains(':') && !address.Contains('%') && !address.Contains('[') && IPAddress.TryParse(address, out var parsed)
            ? new(BinaryPrimitives.ReadUInt128BigEndian(parsed.GetAddressBytes()), prefix)
            : null;
    }

    public static UInt128 Mask(UInt128 address, int prefix) => prefix <= 0 ? 0 : address & (UInt128.MaxValue << (128 - prefix));

    /// <summary>All eight groups, four digits each.</summary>
    public static string Write(UInt128 address)
        => string.Join(':', Enumerable.Range(0, 8).Select(i => ((ushort)(address >> (112 - (16 * i)))).ToString("x4", CultureInfo.InvariantCulture)));
}
