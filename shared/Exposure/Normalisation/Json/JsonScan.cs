using System.Buffers;
using System.Runtime.InteropServices;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>How a structural scan ended.</summary>
internal enum ScanEnd
{
    /// <summary>At the bracket that closes the value.</summary>
    Complete,

    /// <summary>At the end of the bytes, inside the value.</summary>
    Truncated,

    /// <summary>At a bracket of the wrong kind.</summary>
    Mismatched,

    /// <summary>At the bracket that closes the value, which is nested deeper than the limit.</summary>
    TooDeep,
}

/// <summary>How far a value reaches.</summary>
/// <param name="End">The index after it, or after the last byte that was looked at.</param>
/// <param name="How">How it ends.</param>
/// <param name="IsAscii">Whether it certainly is ASCII.</param>
internal readonly record struct JsonExtent(int End, ScanEnd How, bool IsAscii);

/// <summary>
/// Finds where JSON values end by their quotes and brackets alone, several times faster than reading their tokens. What is dropped
/// as noise is checked no further; what is used is read again by <see cref="System.Text.Json.Utf8JsonReader"/>.
/// </summary>
internal static class JsonScan
{
    /// <summary>Deepest nesting that is followed.</summary>
    public const int MaxDepth = 64;

    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\\n"u8);

    /// <summary>The index after the object or array that begins at <paramref name="at"/>, or after the last byte that was looked at.</summary>
    public static int SkipContainer(ReadOnlySpan<byte> json, int at, out ScanEnd end)
    {
        var extent = ContainerAt(json, at);
        end = extent.How;
        return extent.End;
    }

    /// <summary>The object or array that begins here.</summary>
    public static JsonExtent ContainerAt(ReadOnlySpan<byte> json, int at) => ContainerAt(json, at, 0);

    /// <summary>The object or array that begins here, if it ends on the same line; otherwise it is truncated.</summary>
    public static JsonExtent ContainerOnLine(ReadOnlySpan<byte> json, int at) => ContainerAt(json, at, ulong.MaxValue);

    private static JsonExtent ContainerAt(ReadOnlySpan<byte> json, int at, ulong endingBreaks)
    {
        var strings = new JsonStrings();
        var scan = new ContainerScan(endingBreaks);
        Span<byte> last = stackalloc byte[JsonBlock.Size];
        for (; at < json.Length; at += JsonBlock.Size)
        {
            var block = new JsonBlock(in MemoryMarshal.GetReference(Bytes(json, at, last)));
            var inside = strings.Take(block, out _, out _);
            var (brackets, unusual) = (block.Brackets & ~inside, block.Unusual);
            if ((brackets | unusual) != 0 && scan.Take(json, at, block, inside, brackets, unusual))
            {
                break;
            }
        }

        return new(scan.How is ScanEnd.Truncated ? json.Length : scan.End, scan.How, scan.IsAscii);
    }

    /// <summary>At least one block of bytes from here; the last are padded with zeros, which mean nothing.</summary>
    public static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> json, int at, Span<byte> last)
    {
        if (json.Length - at >= JsonBlock.Size)
        {
            return json[at..];
        }

        last.Clear();
        json[at..].CopyTo(last);
        return last;
    }

    /// <summary>The index after the string that begins at <paramref name="at"/>; the end of the bytes when it is not closed on its line.</summary>
    public static int SkipString(ReadOnlySpan<byte> json, int at)
    {
        at++;
        while (json[at..].IndexOfAny(InString) is var next and >= 0)
        {
            at += next;
            switch (json[at])
            {
                case (byte)'"':
                    return at + 1;
                case (byte)'\n': // a raw line break inside a string: its end was lost
                    return json.Length;
                default:
                    at = Math.Min(at + 2, json.Length);
                    break;
            }
        }

        return json.Length;
    }

    /// <summary>The index of the first byte from <paramref name="at"/> on that is not JSON white space.</summary>
    public static int SkipSpace(ReadOnlySpan<byte> json, int at)
    {
        while (at < json.Length && json[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at++;
        }

        return at;
    }
}
