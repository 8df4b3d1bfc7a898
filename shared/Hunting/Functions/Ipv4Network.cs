using System.Globalization;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>An IPv4 address with a prefix length; 32 where the text gives none.</summary>
internal readonly record struct Ipv4Network(uint Address, int Prefix)
{
    /// <summary>The address with the bits outside the prefix cleared.</summary>
    public uint Masked => Mask(Address, Prefix);

    /// <summary>Whether it lies in one of the ranges of RFC 1918; loopback and link-local do not.</summary>
    public bool IsPrivate => IsIn(0x0A000000, 8) || IsIn(0xAC100000, 12) || IsIn(0xC0A80000, 16);

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

    private bool IsIn(uint range, int prefix) => Prefix >= prefix && Mask(Address, prefix) == range;

    private static bool TryAddress(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        var octets = 0;
        for (var at = 0; octets < 4; at++)
        {
            if (!TryOctet(text, ref at, out var octet) || (at < text.Length && text[at] != '.') || at == text.Length != (octets == 3))
            {
                return false;
            }

            address = (address << 8) | octet;
            octets++;
        }

        return true;
    }

    private static bool TryOctet(ReadOnlySpan<char> text, ref int at, out uint octet)
    {
        var start = at;
        for (octet = 0; at < text.Length && at - start < 4 && char.IsAsciiDigit(text[at]); at++)
        {
            octet = (octet * 10) + (uint)(text[at] - '0');
        }

        return at - start is > 0 and <= 3 && octet <= byte.MaxValue;
    }
}
