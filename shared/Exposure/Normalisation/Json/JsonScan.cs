using System.Buffers;

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

    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> InString = SearchValues.Create("\"\\\n"u8);

    /// <summary>The index after the object or array that begins at <paramref name="at"/>, or after the last byte that was looked at.</summary>
    public static int SkipContainer(ReadOnlySpan<byte> json, int at, out ScanEnd end)
    {
        var kinds = 0UL; // one bit a level: 1 for an object
        var depth = 0;
        var deepest = 0;
        while (json[at..].IndexOfAny(Structure) is var next and >= 0)
        {
            at += next;
            var b = json[at];
            if (b == '"')
            {
                at = SkipString(json, at);
                continue;
            }

            at++;
            var isObject = b is (byte)'{' or (byte)'}';
            if (b is (byte)'{' or (byte)'[')
            {
                kinds = (kinds << 1) | (isObject ? 1UL : 0);
                deepest = Math.Max(deepest, ++depth);
                continue;
            }

            if ((kinds & 1) != 0 != isObject && deepest <= MaxDepth)
            {
                end = ScanEnd.Mismatched;
                return at;
            }

            kinds >>= 1;
            if (--depth == 0)
            {
                end = deepest > MaxDepth ? ScanEnd.TooDeep : ScanEnd.Complete;
                return at;
            }
        }

        end = ScanEnd.Truncated;
        return json.Length;
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
