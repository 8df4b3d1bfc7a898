using System.Globalization;

namespace ExposurePipeline.Exposure.Values;

/// <summary>Reads RFC 4291 section 2.2 text from bytes without allocating.</summary>
internal static class IpAddressText
{
    private const int Groups = 8;
    private const int LongestGroup = 4;

    /// <summary>Four decimal octets; a leading zero is octal to some readers and decimal to others, so it is refused.</summary>
    public static bool TryParseV4(ReadOnlySpan<byte> utf8, out uint bits)
    {
        bits = 0;
        var (octets, octet, digits) = (0, 0u, 0);
        foreach (var letter in utf8)
        {
            var digit = (uint)letter - '0';
            if (digit <= 9)
            {
                octet = (octet * 10) + digit;
                if (octet > byte.MaxValue || digits++ > 0 && octet < 10)
                {
                    return false;
                }
            }
            else if (letter != '.' || digits == 0 || ++octets == 4)
            {
                return false;
            }
            else
            {
                (bits, octet, digits) = ((bits << 8) | octet, 0, 0);
            }
        }

        bits = (bits << 8) | octet;
        return octets == 3 && digits > 0;
    }

    /// <summary>Eight groups of up to four hexadecimal digits, one run of zero groups written <c>::</c>, the last two as IPv4 if wished.</summary>
    public static bool TryParseV6(ReadOnlySpan<byte> utf8, out UInt128 bits)
    {
        bits = UInt128.Zero;
        var gap = utf8.IndexOf("::"u8);
        if (gap < 0)
        {
            return TryParseGroups(utf8, out bits, out var all) && all == Groups;
        }

        if (!TryParseGroups(utf8[..gap], out var head, out var before) || !TryParseGroups(utf8[(gap + 2)..], out var tail, out var after)
            || before + after >= Groups || EndsInV4(utf8[..gap]))
        {
            return false;
        }

        // A shift by the whole width would be a shift by nothing.
        bits = (before == 0 ? UInt128.Zero : head << (16 * (Groups - before))) | tail;
        return true;
    }

    private static bool EndsInV4(ReadOnlySpan<byte> groups) => groups.Contains((byte)'.');

    private static bool TryParseGroups(ReadOnlySpan<byte> text, out UInt128 bits, out int count)
    {
        bits = UInt128.Zero;
        count = 0;
        while (!text.IsEmpty)
        {
            var colon = text.IndexOf((byte)':');
            var group = colon < 0 ? text : text[..colon];
            if (!TryParseGroup(group, last: colon < 0, out var value, out var width) || (count += width) > Groups || colon == text.Length - 1)
            {
                return false;
            }

            bits = (bits << (16 * width)) | value;
            text = colon < 0 ? default : text[(colon + 1)..];
        }

        return true;
    }

    private static bool TryParseGroup(ReadOnlySpan<byte> group, bool last, out uint value, out int width)
    {
        width = 2;
        if (last && group.Contains((byte)'.'))
        {
            return TryParseV4(group, out value);
        }

        width = 1;
        value = 0;
        return group.Length is > 0 and <= LongestGroup && uint.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
