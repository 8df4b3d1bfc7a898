using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;

namespace ExposurePipeline.Exposure.State;

/// <summary>Shortens free text to a number of encoded bytes, so that the largest possible state is known.</summary>
public static class BoundedText
{
    // Letters, digits and signs that every JSON encoder leaves alone: one byte each.
    private static readonly SearchValues<char> Plain = SearchValues.Create(" !#$%()*,-./0123456789:;=?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_abcdefghijklmnopqrstuvwxyz{|}~");

    /// <summary>Escapes no more than JSON demands; state is never embedded in HTML.</summary>
    public static JavaScriptEncoder Encoder { get; } = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>The longest beginning of <paramref name="text"/> whose JSON form, quotes aside, takes at most <paramref name="bytes"/> bytes.</summary>
    /// <remarks>Unpaired surrogates become U+FFFD: they could not survive UTF-8.</remarks>
    public static string Shorten(string text, int bytes)
    {
        if (text.Length <= bytes && !text.AsSpan().ContainsAnyExcept(Plain))
        {
            return text;
        }

        var kept = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            bytes -= EncodedLength(rune);
            if (bytes < 0)
            {
                break;
            }

            kept.Append(rune);
        }

        return kept.Length == text.Length && kept.Equals(text) ? text : kept.ToString();
    }

    /// <summary>How many bytes the JSON form of <paramref name="text"/> takes, quotes aside.</summary>
    public static int EncodedLength(string text) => text.EnumerateRunes().Sum(EncodedLength);

    private static int EncodedLength(Rune rune)
    {
        Span<byte> utf8 = stackalloc byte[4];
        Span<byte> escaped = stackalloc byte[12];
        _ = Encoder.EncodeUtf8(utf8[..rune.EncodeToUtf8(utf8)], escaped, out _, out var written);
        return written;
    }
}
