using System.Globalization;
using System.Text;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Takes the escapes out of a JSON string's content.</summary>
internal static class JsonText
{
    private const int HexDigits = 4;

    /// <summary>Writes the content without escapes; half a surrogate pair becomes U+FFFD, as UTF-8 cannot hold it.</summary>
    /// <param name="content">What lies between the quotes.</param>
    /// <param name="destination">At least as long as <paramref name="content"/>: an escape is never shorter than what it stands for.</param>
    /// <param name="written">Bytes written.</param>
    /// <returns><see langword="false"/> at an escape JSON does not know.</returns>
    public static bool TryUnescape(ReadOnlySpan<byte> content, Span<byte> destination, out int written)
    {
        written = 0;
        while (true)
        {
            var plain = content.IndexOf((byte)'\\');
            if (plain < 0)
                plain = content.Length;
            content[..plain].CopyTo(destination[written..]);
            written += plain;
            content = content[plain..];
            if (content.IsEmpty)
                return true;
            if (!TryReadEscape(content, out var rune, out var length))
                return false;
            written += rune.EncodeToUtf8(destination[written..]);
            content = content[length..];
        }
    }

    /// <summary>The content as text, without escapes.</summary>
    public static string? Unescape(ReadOnlySpan<byte> content)
    {
        var buffer = new byte[content.Length];
        return TryUnescape(content, buffer, out var written) ? Encoding.UTF8.GetString(buffer, 0, written) : null;
    }

    private static bool TryReadEscape(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        length = 2;
        rune = text.Length < 2 ? default : text[1] switch
        {
            (byte)'"' => new Rune('"'),
            (byte)'\\' => new Rune('\\'),
            (byte)'/' => new Rune('/'),
            (byte)'b' => new Rune('\b'),
            (byte)'f' => new Rune('\f'),
            (byte)'n' => new Rune('\n'),
            (byte)'r' => new Rune('\r'),
            (byte)'t' => new Rune('\t'),
            _ => default,
        };
        return rune != default || TryReadUnicode(text, out rune, out length);
    }

    private static bool TryReadUnicode(ReadOnlySpan<byte> text, out Rune rune, out int length)
    {
        length = 2 + HexDigits;
        rune = Rune.ReplacementChar;
        if (!TryReadUnit(text, out var first))
            return false;
        if (!char.IsSurrogate(first))
            rune = new Rune(first);
        else if (TryReadUnit(text[length..], out var second) && Rune.TryCreate(first, second, out rune))
            length *= 2;
        else
            rune = Rune.ReplacementChar;
        return true;
    }

    private static bool TryReadUnit(ReadOnlySpan<byte> text, out char unit)
    {
        unit = default;
        if (text.Length < 2 + HexDigits || text[0] != '\\' || text[1] != 'u')
            return false;
        if (!ushort.TryParse(text.Slice(2, HexDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            return false;
        unit = (char)value;
        return true;
    }
}
