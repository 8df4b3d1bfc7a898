using System.Buffers;
using System.Numerics;
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
        var block = new JsonBlock();
        var levels = new Levels();
        Span<byte> last = stackalloc byte[JsonBlock.Size];
        for (; at < json.Length; at += JsonBlock.Size)
        {
            block.Take(in MemoryMarshal.GetReference(Bytes(json, at, last)));
            for (var brackets = block.Brackets; brackets != 0; brackets &= brackets - 1)
            {
                var bit = BitOperations.TrailingZeroCount(brackets);
                if ((block.BrokenStrings & ((1UL << bit) - 1)) == 0 && levels.Take(json[at + bit]) is { } done)
                {
                    end = done;
                    return at + bit + 1;
                }
            }

            if (block.BrokenStrings != 0)
            {
                break;
            }
        }

        end = ScanEnd.Truncated;
        return json.Length;
    }

    // The last bytes are padded with zeros, which mean nothing.
    private static ReadOnlySpan<byte> Bytes(ReadOnlySpan<byte> json, int at, Span<byte> last)
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

    /// <summary>The open brackets.</summary>
    private ref struct Levels
    {
        private ulong _kinds; // one bit a level, the innermost lowest: 1 for an object
        private int _depth;
        private bool _isTooDeep;

        /// <summary>How the value ended with this bracket; null when it goes on.</summary>
        public ScanEnd? Take(byte bracket)
        {
            var isObject = bracket is (byte)'{' or (byte)'}';
            if (bracket is (byte)'{' or (byte)'[')
            {
                _kinds = (_kinds << 1) | (isObject ? 1UL : 0);
                _isTooDeep |= ++_depth > MaxDepth;
                return null;
            }

            if ((_kinds & 1) != 0 != isObject && !_isTooDeep)
            {
                return ScanEnd.Mismatched;
            }

            _kinds >>= 1;
            return --_depth > 0 ? null : _isTooDeep ? ScanEnd.TooDeep : ScanEnd.Complete;
        }
    }
}
