using System.Text.Json;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Reachability.Intake;

/// <summary>The JSON documents of a text: one, or several one after another, as in JSON Lines.</summary>
internal static class JsonTexts
{
    /// <summary>Deepest nesting; a Config item, encoded in a notification, in an event, comes to about thirty.</summary>
    public const int MaxDepth = 64;

    /// <summary>Each document, or what is wrong with it. A line that is no JSON costs no other; behind a fault inside of a longer document nothing is read.</summary>
    public static IEnumerable<(JsonElement Document, Rejection? Fault)> Read(ReadOnlyMemory<byte> text)
    {
        var number = 0;
        while (Trim(text) is { IsEmpty: false } rest)
        {
            yield return TryParse(rest.Span, out var document, out var length) ? (document, null) : (default, Fault(rest.Span, number, out length));
            text = rest[length..];
            number++;
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out JsonElement document, out int length)
    {
        var reader = new Utf8JsonReader(text, Options(MaxDepth));
        try
        {
            reader.Read();
            document = JsonElement.ParseValue(ref reader);
            length = (int)reader.BytesConsumed;
            return true;
        }
        catch (JsonException) // the parser has no form that tells without throwing
        {
            (document, length) = (default, 0);
            return false;
        }
    }

    // Also how much it spoils: its line where the document began there, else the rest.
    private static Rejection Fault(ReadOnlySpan<byte> text, int number, out int length)
    {
        // The framework's own check of depth is told apart from other faults; more might follow, so that an end that comes too early is no fault.
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new(Options(MaxDepth + 1)));
        try
        {
            while (reader.Read() && reader.CurrentDepth < MaxDepth)
            {
            }

            var isDeep = reader.CurrentDepth >= MaxDepth;
            length = Spoiled(text, reader.BytesConsumed);
            return isDeep
                ? new(RejectionReason.TooDeep, $"deeper than {MaxDepth} at byte {reader.TokenStartIndex}", number)
                : new(RejectionReason.Truncated, $"the document ends at byte {text.Length} before it is complete", number);
        }
        catch (JsonException fault)
        {
            length = Spoiled(text, reader.BytesConsumed);
            return new(RejectionReason.MalformedJson, fault.Message, number);
        }
    }

    private static int Spoiled(ReadOnlySpan<byte> text, long at)
    {
        var line = text.IndexOf((byte)'\n');
        return line < 0 ? text.Length : at <= line || IsAmongLines(text, line) ? line : text.Length;
    }

    // A line that was cut off takes the beginning of the next one for its own; a document over several lines begins with a bracket alone, and goes on indented.
    private static bool IsAmongLines(ReadOnlySpan<byte> text, int line) => text[..line].TrimEnd((byte)'\r').Length > 1 && text[(line + 1)..].StartsWith("{"u8);

    private static JsonReaderOptions Options(int depth) => new() { AllowMultipleValues = true, MaxDepth = depth };

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> text) => text.TrimStart(" \t\r\n"u8);
}
