using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker.Payload;

namespace ExposurePipeline.Tests.AzureSdk.Worker.Fuzz;

/// <summary>What a payload says, by way of documents and strings: slow, and plain to check against the documented spellings.</summary>
internal static class SlowDecoder
{
    private const int MaxDepth = 256;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth };
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>What came of a payload.</summary>
    /// <param name="IsJson">Whether it is well-formed, so that there is something to compare.</param>
    /// <param name="Events">The events; null where the payload has none for the trigger.</param>
    public readonly record struct Reading(bool IsJson, byte[][]? Events);

    /// <summary>Reads a whole request body.</summary>
    public static Reading Read(byte[] payload, TriggerShape shape)
    {
        var body = payload.AsMemory(payload.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0);
        try
        {
            _ = Strict.GetCharCount(body.Span);
            using var document = JsonDocument.Parse(body, Options);
            return Find(document.RootElement, shape.Binding) is { } value ? Events(Strict.GetBytes(value.GetRawText()), shape) : new(true, null);
        }
        catch (Exception fault) when (fault is JsonException or DecoderFallbackException or FormatException)
        {
            return default;
        }
    }

    // The first one in any member "Data"; a Data that is no object is no envelope.
    private static JsonElement? Find(JsonElement root, string binding)
    {
        if (root.ValueKind is not JsonValueKind.Object)
            return null;
        JsonElement? found = null;
        foreach (var data in root.EnumerateObject().Where(member => Name(member).Equals("Data", StringComparison.OrdinalIgnoreCase)))
        {
            if (data.Value.ValueKind is not JsonValueKind.Object)
                return null;
            foreach (var member in data.Value.EnumerateObject().Where(member => found is null && Name(member) == binding))
                found = member.Value;
        }

        return found;
    }

    // As written: an escaped name is another name.
    private static string Name(JsonProperty member) => Strict.GetString(JsonMarshal.GetRawUtf8PropertyName(member));

    private static Reading Events(byte[] value, TriggerShape shape)
    {
        if (shape.Batched && (value[0] == '"' ? Text(value) : value) is var array && Strict.GetString(array).TrimStart(' ', '\t', '\r', '\n').StartsWith('['))
            return Batch(array, shape.Encoding);
        return new(true, Single(value, shape.Encoding));
    }

    private static Reading Batch(byte[] array, EventEncoding encoding)
    {
        using var document = JsonDocument.Parse(array, Options);
        var items = document.RootElement.EnumerateArray().ToArray();
        byte[][] events = [.. items.Select(Event)];
        var areTexts = Array.TrueForAll(items, static item => item.ValueKind is JsonValueKind.String or JsonValueKind.Null);
        return new(true, encoding == EventEncoding.Binary && areTexts ? Decoded(events) : events);
    }

    private static byte[] Event(JsonElement item) => item.ValueKind switch
    {
        JsonValueKind.Null => [],
        JsonValueKind.String => Text(Strict.GetBytes(item.GetRawText())),
        _ => Strict.GetBytes(item.GetRawText()),
    };

    private static byte[][] Single(byte[] value, EventEncoding encoding)
    {
        if (Strict.GetString(value) == "null")
            return [];
        if (value[0] != '"')
            return [value];
        var text = Text(value);
        return IsString(text) ? [Text(Trimmed(text))] : encoding == EventEncoding.Binary ? Decoded([text]) : [text];
    }

    private static byte[] Trimmed(byte[] text) => Strict.GetBytes(Strict.GetString(text).TrimEnd(' ', '\t', '\r', '\n'));

    private static bool IsString(byte[] text)
    {
        if (text is not [(byte)'"', ..])
            return false;
        using var document = JsonDocument.Parse(text, Options); // not JSON: nothing to compare
        return document.RootElement.ValueKind is JsonValueKind.String;
    }

    private static byte[][] Decoded(byte[][] texts)
    {
        try
        {
            byte[][] decoded = [.. texts.Select(static text => Convert.FromBase64String(Strict.GetString(text)))];
            return decoded.Zip(texts).All(static pair => IsCanonical(pair.First, Strict.GetString(pair.Second))) ? decoded : texts;
        }
        catch (FormatException)
        {
            return texts;
        }
    }

    // RFC 4648, 3.5: a decoder may refuse bits set in the padding, which no encoder sets; "YR==" is a text then.
    private static bool IsCanonical(byte[] bytes, string text) => Convert.ToBase64String(bytes) == string.Concat(text.Where(static c => !char.IsWhiteSpace(c)));

    // Half a surrogate pair becomes U+FFFD when the characters become bytes.
    private static byte[] Text(byte[] quoted)
    {
        var (raw, text) = (Strict.GetString(quoted)[1..^1], new StringBuilder());
        for (var at = 0; at < raw.Length; at++)
        {
            if (raw[at] != '\\')
            {
                text.Append(raw[at]);
                continue;
            }

            at++;
            text.Append("bfnrt".IndexOf(raw[at]) is var known and >= 0 ? "\b\f\n\r\t"[known] : raw[at] == 'u' ? Unit(raw.AsSpan(at + 1, 4)) : raw[at]);
            at += raw[at] == 'u' ? 4 : 0;
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static char Unit(ReadOnlySpan<char> digits) => (char)ushort.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
