using System.Runtime.InteropServices;
using System.Text;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>Writes texts in the form that takes the fewest bytes.</summary>
internal static class TextsWriter
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes texts.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="texts">The texts.</param>
    /// <param name="effort">How hard to compress.</param>
    /// <returns>How many bytes they were before they were compressed.</returns>
    public static int Write(ByteWriter to, ReadOnlySpan<string> texts, int effort)
    {
        var bytes = new ByteWriter(texts.Length * 16);
        var form = TryIpv4(bytes, texts) ? TextForm.Ipv4 : TryUtf8(bytes, texts) ? TextForm.Utf8 : TextForm.Utf16;
        if (form is TextForm.Utf16)
        {
            bytes.Clear();
            Utf16(bytes, texts);
        }

        to.Byte((byte)form);
        Compression.Write(to, bytes.Written, form is TextForm.Ipv4 ? Math.Min(1, effort) : effort);
        return bytes.Length;
    }

    // Worthwhile where at most one in four is another text.
    private static bool TryIpv4(ByteWriter to, ReadOnlySpan<string> texts)
    {
        var (aside, others) = (new List<long>(), new List<string>());
        for (var i = 0; i < texts.Length; i++)
        {
            if (!Ipv4Bytes.TryRead(texts[i], out var address))
            {
                aside.Add(i);
                others.Add(texts[i]);
            }

            Ipv4Bytes.Store(to, address * (aside.Count > 0 && aside[^1] == i ? 0u : 1u));
            if (aside.Count > texts.Length / 4)
            {
                return false;
            }
        }

        to.Number(aside.Count);
        PackedNumbers.Write(to, aside.ToArray());
        return TryEncoded(to, others.ToArray());
    }

    private static bool TryUtf8(ByteWriter to, ReadOnlySpan<string> texts)
    {
        to.Clear();
        return TryEncoded(to, texts);
    }

    private static bool TryEncoded(ByteWriter to, ReadOnlySpan<string> texts)
    {
        try
        {
            Utf8(to, texts);
            return true;
        }
        catch (EncoderFallbackException)
        {
            return false;
        }
    }

    private static void Utf8(ByteWriter to, ReadOnlySpan<string> texts)
    {
        Ends(to, texts, Strict.GetByteCount);
        foreach (var text in texts)
        {
            Strict.GetBytes(text, to.Room(Strict.GetByteCount(text)));
        }
    }

    private static void Utf16(ByteWriter to, ReadOnlySpan<string> texts)
    {
        Ends(to, texts, text => text.Length * 2);
        foreach (var text in texts)
        {
            to.Bytes(MemoryMarshal.AsBytes(text.AsSpan()));
        }
    }

    private static void Ends(ByteWriter to, ReadOnlySpan<string> texts, Func<string, int> size)
    {
        var ends = new long[texts.Length];
        var end = 0;
        for (var i = 0; i < ends.Length; i++)
        {
            ends[i] = end = checked(end + size(texts[i]));
        }

        PackedNumbers.Write(to, ends);
    }
}
