using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>The elements of a large JSON array, bare or as <c>records</c> of an envelope, put into several arrays of the same kind.</summary>
internal static class JsonElements
{
    /// <summary>Where each element lies; false for anything that is no well-formed array or envelope.</summary>
    public static bool TryFind(ReadOnlySpan<byte> content, [NotNullWhen(true)] out List<Range>? elements)
    {
        elements = [];
        try
        {
            var reader = new Utf8JsonReader(content);
            return reader.Read() && MoveInto(ref reader) && Collect(ref reader, elements);
        }
        catch (JsonException)
        {
            return false; // corrupt: the pipeline is to see it as it is
        }
    }

    /// <summary>Envelopes with as many elements as stay within <see cref="Messages.TargetBytes"/>.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Pack(ReadOnlyMemory<byte> content, List<Range> elements)
    {
        var bare = content.Span.TrimStart(" \t\r\n"u8)[0] == (byte)'[';
        var packer = new RecordPacker(bare ? "["u8 : "{\"records\":["u8, bare ? "]"u8 : "]}"u8);
        foreach (var element in elements)
        {
            if (packer.Add(content[element].Span) is { } full)
                yield return full;
        }

        if (packer.Rest() is { } rest)
            yield return rest;
    }

    private static bool MoveInto(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return true;
        return reader.TokenType == JsonTokenType.StartObject
            && reader.Read() && reader.TokenType == JsonTokenType.PropertyName && reader.ValueTextEquals("records"u8)
            && reader.Read() && reader.TokenType == JsonTokenType.StartArray;
    }

    private static bool Collect(ref Utf8JsonReader reader, List<Range> elements)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(start..(int)reader.BytesConsumed);
        }

        while (reader.Read())
        {
            // What follows is read only to know that it is well-formed.
        }

        return true;
    }
}
