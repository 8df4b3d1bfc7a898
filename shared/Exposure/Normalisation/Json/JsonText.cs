using System.Globalization;
using System.Text;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>Undoes JSON escapes without ever throwing: half of a surrogate pair becomes U+FFFD.</summary>
internal static class JsonText
{
    /// <summary>The content of a string, unescaped into new bytes.</summary>
    public static byte[] Unescape(ReadOnlySpan<byte> escaped)
    {
        var room = new byte[escaped.Length];
        return room[..Unescape(escaped, room)];
    }

    /// <summary>Unescapes into a buffer at least as long; returns the length. No escape is shorter than what it stands for.</summary>
    public static int Unescape(ReadOnlySpan<byte> escaped, Span<byte> room)
    {
        var length = 0;
        while (escaped.IndexOf((byte)'\\') is var plain and >= 0)
        {
            escaped[..plain].CopyTo(room[length..]);
            length += plain;
            escaped = escaped[plain..];
            var used = Decode(escaped, out var rune);
            length += rune.EncodeToUtf8(room[length..]);
            escaped = escaped[used..];
        }

        escaped.CopyTo(room[length..]);
        return length + escaped.Length;
    }

    /// <summary>At most so many bytes, cut neither inside a character nor inside an escape.</summary>
    public static ReadOnlySpan<byte> Cut(ReadOnlySpan<byte> escaped, int most)
    {
        var end = most;
        while (end > 0 && (escaped[end] & 0xc0) == 0x80)
        {
            end--;
        }

        var escape = escaped[Math.Max(0, end - 6)..end].LastIndexOf((byte)'\\');
        return escaped[..(escape < 0 ? end : Math.Max(0, end - 6) + escape)];
    }

    private static int Decode(ReadOnlySpan<byte> escape, out Rune rune)
    {
        if (escape.Length < 2 || escape[1] != 'u')
        {
            rune = new(escape.Length < 2 ? '\\' : Simple(escape[1]));
            return Math.Min(2, escape.Length);
        }

        var first = Unit(escape);
        var second = char.IsHighSurrogate(first) && escape.Length >= 12 ? Unit(escape[6..]) : '\0';
        if (char.IsLowSurrogate(second))
        {
            rune = new(first, second);
            return 12;
        }

        rune = char.IsSurrogate(first) ? Rune.ReplacementChar : new(first);
        return Math.Min(6, escape.Length);
    }

    private static char Unit(ReadOnlySpan<byte> escape) =>
        escape.Length >= 6 && escape[0] == '\\' && escape[1] == 'u'
        && ushort.TryParse(escape[2..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\0';

    private static char Simple(byte letter) => (char)letter switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        var other => other < 0x80 ? other : '?',
    };
}
