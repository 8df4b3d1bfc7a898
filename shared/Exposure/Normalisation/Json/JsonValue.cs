using System.Globalization;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Json;

/// <summary>One value of a row, still as bytes.</summary>
/// <param name="kind">Its token; <see cref="JsonTokenType.None"/> when the member is missing.</param>
/// <param name="bytes">A string's content without quotes, otherwise the value as written.</param>
/// <param name="isEscaped">Whether a string has escapes.</param>
/// <param name="start">Where it lies in its row.</param>
internal readonly ref struct JsonValue(JsonTokenType kind, ReadOnlySpan<byte> bytes, bool isEscaped, int start)
{
    private const int LongestScalar = 64;
    private const int LongestPooled = 320;

    /// <summary>Its token.</summary>
    public JsonTokenType Kind { get; } = kind;

    /// <summary>A string's content, still escaped, or the value as written.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>Where it lies in its row.</summary>
    public int Start { get; } = start;

    /// <summary>Missing, null, or one of the texts that producers write for null: empty and <c>-</c>.</summary>
    public bool IsAbsent => Kind is JsonTokenType.None or JsonTokenType.Null || (Kind is JsonTokenType.String && (Bytes.IsEmpty || Bytes is [(byte)'-']));

    /// <summary>Whether it is this ASCII text, ignoring case.</summary>
    public bool Is(ReadOnlySpan<byte> text) => Kind is JsonTokenType.String && Ascii.EqualsIgnoreCase(Plain(stackalloc byte[LongestScalar]), text);

    /// <summary>Whether it is one of these names, ignoring case.</summary>
    public bool IsIn(AsciiNames names) => Kind is JsonTokenType.String && names.Contains(Plain(stackalloc byte[LongestScalar]));

    /// <summary>Text of a string, at most so many characters; numbers and booleans as written; null when absent or a container.</summary>
    public string? Text(int maxLength)
    {
        if (IsAbsent || Kind is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            return null;
        }

        // No character takes more than six bytes as written.
        var written = Bytes.Length > maxLength * 6 ? JsonText.Cut(Bytes, maxLength * 6) : Bytes;
        var text = isEscaped ? Encoding.UTF8.GetString(JsonText.Unescape(written)) : Encoding.UTF8.GetString(written);
        return text.Length <= maxLength ? text : text[..(char.IsHighSurrogate(text[maxLength - 1]) ? maxLength - 1 : maxLength)];
    }

    /// <summary>As above; what a batch repeats, if it is short and ASCII, is the same object.</summary>
    public string? Text(int maxLength, TextPool pool)
    {
        if (Kind is not JsonTokenType.String || IsAbsent || Bytes.Length > LongestPooled)
        {
            return Text(maxLength);
        }

        var plain = Plain(stackalloc byte[LongestPooled]);
        return plain.Length <= maxLength && Ascii.IsValid(plain) ? pool.Get(plain) : Text(maxLength);
    }

    /// <summary>0 when absent; false unless a whole number from 0 to 65535, as a number or as text.</summary>
    public bool TryPort(out ushort port)
    {
        port = 0;
        return IsAbsent || (Kind is JsonTokenType.Number or JsonTokenType.String
            && ushort.TryParse(Bytes, NumberStyles.None, CultureInfo.InvariantCulture, out port));
    }

    /// <summary>A whole number of 64 bits, as a number or as text; null when absent or anything else.</summary>
    public long? Number() =>
        !IsAbsent && long.TryParse(Bytes, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>True, false, or null for unknown; also as text or as 1 and 0.</summary>
    public bool? Truth() => Kind switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ when Is("true"u8) || (Kind is JsonTokenType.Number && Bytes is [(byte)'1']) => true,
        _ when Is("false"u8) || (Kind is JsonTokenType.Number && Bytes is [(byte)'0']) => false,
        _ => null,
    };

    /// <summary>False unless an address; a zone (<c>%eth0</c>) is dropped, an IPv4-mapped address unwrapped.</summary>
    public bool TryAddress(out IpAddress address)
    {
        address = default;
        if (Kind is not JsonTokenType.String)
        {
            return false;
        }

        var text = Plain(stackalloc byte[LongestScalar]);
        var zone = text.IndexOf((byte)'%');
        return IpAddress.TryParse(zone < 0 ? text : text[..zone], out address);
    }

    /// <summary>False unless an ISO 8601 moment; see <see cref="EventTime"/>.</summary>
    public bool TryTime(out DateTimeOffset time)
    {
        time = default;
        return Kind is JsonTokenType.String && EventTime.TryParse(Plain(stackalloc byte[LongestScalar]), out time);
    }

    /// <summary>The JSON that a string holds, or that stands there itself; empty when there is none.</summary>
    public ReadOnlySpan<byte> Nested() => Kind switch
    {
        JsonTokenType.StartObject or JsonTokenType.StartArray => Bytes,
        JsonTokenType.String => isEscaped ? JsonText.Unescape(Bytes) : Bytes,
        _ => default,
    };

    /// <summary>The bytes without escapes. An escaped text that does not fit the room is longer than any scalar: it stays escaped and means nothing.</summary>
    public ReadOnlySpan<byte> Plain(Span<byte> room) =>
        isEscaped && Bytes.Length <= room.Length ? room[..JsonText.Unescape(Bytes, room)] : Bytes;

    /// <summary>The value shortened for a person to read; of a container only its kind.</summary>
    public string Excerpt() => Text(LongestScalar) is { } text ? $"'{text}'" : Kind.ToString();
}
