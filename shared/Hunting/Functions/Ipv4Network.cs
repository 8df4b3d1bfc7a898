using System.Globalization;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>An IPv4 address with a prefix length; 32 where the text gives none.</summary>
internal readonly record struct Ipv4Network(uint Address, int Prefix)
{
    private static readonly Ipv4Network[] PrivateRanges = [new(0x0A000000, 8), new(0xAC100000, 12), new(0xC0A80000, 16)];

    /// <summary>The address with the bits outside the prefix cleared.</summary>
    public uint Masked => Mask(Address, Prefix);

    /// <summary>Whether it lies in one of the ranges of RFC 1918; loopback and link-local do not.</summary>
    public bool IsPrivate => Array.Exists(PrivateRanges, Contains(this));

    /// <summary>Reads <c>10.1.2.3</c> or <c>10.1.2.3/8</c>; null for anything else.</summary>
    public static Ipv4Network? TryParse(ReadOnlySpan<char> text)
    {
        var slash = text.IndexOf('/');
        var prefix = 32;
        if (slash >= 0 && (!int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out prefix) || prefix > 32))
        {
            return null;
        }

        return TryAddress(slash < 0 ? text : text[..slash], out var address) ? new(address, prefix) : null;
    }

    public static uint Mask(uint address, int prefix) => prefix <= 0 ? 0 : address & (uint.MaxValue << (32 - prefix));

    public static string Write(uint address) => string.Create(CultureInfo.InvariantCulture, $"{address >> 24}.{address >> 16 & 255}.{address >> 8 & 255}.{address & 255}");

    private static Predicate<Ipv4Network> Contains(Ipv4Network network) => range => network.Prefix >= range.Prefix && Mask(network.Address, range.Prefix) == range.Address;

    private static bool TryAddress(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        var octets = 0;
        foreach (var part in text.Split('.'))
        {
            if (++octets > 4 || text[part].Length > 3 || !byte.TryParse(text[part], NumberStyles.None, CultureInfo.InvariantCulture, out var octet))
            {
                return false;
            }

            address = (address << 8) | octet;
        }

        return octets == 4;
    }
}
