using System.Text.Json;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>
/// The elements of a large JSON array, bare or a member of one object (<c>records</c>, <c>matches</c>), put into several documents: what
/// stands before and behind the elements is in each.
/// </summary>
/// <param name="content">The whole document.</param>
/// <param name="elements">Where each element lies; not empty.</param>
internal sealed class JsonElements(ReadOnlyMemory<byte> content, List<Range> elements)
{
    private const int LargestFrame = Messages.TargetBytes / 4;

    private ReadOnlyMemory<byte> Before => content[..elements[0].Start];

    private ReadOnlyMemory<byte> Behind => content[elements[^1].End..];

    /// <summary>Null for anything that is no well-formed array of objects, or that has most of its bytes around them.</summary>
    public static JsonElements? Find(ReadOnlyMemory<byte> content)
    {
        var elements = new List<Range>();
        try
        {
            var reader = new Utf8JsonReader(content.Span);
            if (!reader.Read() || !MoveInto(ref reader) || !Collect(ref reader, elements))
                return null;
        }
        catch (JsonException)
        {
            return null; // corrupt: the pipeline is to see it as it is
        }

        var found = new JsonElements(content, elements);
        return found.Before.Length + found.Behind.Length <= LargestFrame ? found : null;
    }

    /// <summary>Documents with as many elements as stay within <see cref="Messages.TargetBytes"/>.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Pack()
    {
        var packer = new RecordPacker(Before.Span, Behind.Span);
        foreach (var element in elements)
        {
            if (packer.Add(content[element].Span) is { } full)
                yield return full;
        }

        if (packer.Rest() is { } rest)
            yield return rest;
    }

    // To the start of an object: the first element of the root, or of the first member that is an array of objects.
    private static bool MoveInto(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.StartArray)
            return IsArrayOfObjects(ref reader);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            var value = reader;
            if (reader.TokenType == JsonTokenType.StartArray && IsArrayOfObjects(ref reader))
                return true;
            reader = value;
            reader.Skip();
        }

        return false;
    }

    private static bool IsArrayOfObjects(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.StartObject;

    private static bool Collect(ref Utf8JsonReader reader, List<Range> elements)
    {
        do
        {
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            elements.Add(start..(int)reader.BytesConsumed);
        }
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray);

        while (reader.Read())
        {
            // What follows is read only to know that it is well-formed.
        }

        return true;
    }
}
