using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Unicode;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Decoding;

/// <summary>UTF-16 as UTF-8. Lone surrogates become U+FFFD; half a character at the end is a cut.</summary>
internal static class Utf16
{
    private const int DeclarationBytes = 256;
    private const char Mark = '\uFEFF';

    private static ReadOnlySpan<byte> EncodingName => "utf-8"u8;

    public static DecodedBody Decode(ReadOnlySpan<byte> body, bool isBigEndian)
    {
        var units = MemoryMarshal.Cast<byte, ushort>(body[..(body.Length & ~1)]).ToArray();
        if (isBigEndian == BitConverter.IsLittleEndian)
        {
            BinaryPrimitives.ReverseEndianness(units, units);
        }

        var characters = MemoryMarshal.Cast<ushort, char>(units.AsSpan()).TrimStart(Mark);
        var text = new byte[characters.Length * 3];
        Utf8.FromUtf16(characters, text, out _, out var length);
        Redeclare(text.AsSpan(0, Math.Min(length, DeclarationBytes)));
        return new(text.AsMemory(0, length), body.Length % 2 == 0 ? null : new(RejectionReason.Truncated, "UTF-16 that ends inside a character"));
    }

    // The outer encoding holds, whatever an XML declaration says (RFC 7303, 3.2); parsers would follow the declaration.
    private static void Redeclare(Span<byte> head)
    {
        var at = head.IndexOf(" encoding="u8) is var found and >= 0 && head.StartsWith("<?xml"u8) ? found + " encoding=".Length : head.Length;
        var value = head[at..];
        var end = value.Length < 2 ? -1 : value[1..].IndexOf(value[0]);
        if (end >= EncodingName.Length)
        {
            var quote = value[0];
            value = value.Slice(1, end + 1);
            value.Fill((byte)' ');
            EncodingName.CopyTo(value);
            value[EncodingName.Length] = quote;
        }
    }
}
