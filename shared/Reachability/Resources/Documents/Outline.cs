using System.Buffers;

namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>An envelope without the elements of its lists.</summary>
/// <param name="text">Its text, each list as <c>[]</c>.</param>
/// <param name="holes">Where in it the elements of each list belong, in the order of the text.</param>
internal sealed class Outline(ReadOnlyMemory<byte> text, IReadOnlyList<int> holes)
{
    /// <summary>Its text.</summary>
    public ReadOnlySpan<byte> Text => text.Span;

    /// <summary>Whether there is a list.</summary>
    public bool HasLists => holes.Count > 0;

    /// <summary>The outline around the elements of a list, the other lists being empty.</summary>
    public Frame Around(int list, Frame outer) => outer.Inside(Text[..holes[list]], Text[holes[list]..]);

    /// <summary>Of the object at which the text begins; as far as it goes where it breaks off.</summary>
    /// <param name="json">The text.</param>
    /// <param name="most">Bytes of the longest outline; null for one that is longer, or deeper than is read.</param>
    public static Outline? Read(JsonText json, int most)
    {
        var (text, holes) = (new ArrayBufferWriter<byte>(), new List<int>());
        return json.SkipBlanks() && Write(json, Place.Envelope, text, holes, new(most, ElementParser.MaxDepth)) ? new(text.WrittenMemory, holes) : null;
    }

    private static bool Write(JsonText json, Place place, ArrayBufferWriter<byte> text, List<int> holes, Limits limits)
    {
        json.Window.Pass(1);
        text.Write("{"u8);
        for (var isFirst = true; json.NextMember(limits.Length) is { } name; isFirst = false)
        {
            text.Write(isFirst ? "\""u8 : ",\""u8);
            text.Write(System.Text.Encoding.UTF8.GetBytes(name));
            text.Write("\":"u8);
            if (!WriteValue(json, place.Of(name, json.First), text, holes, limits))
            {
                return false;
            }
        }

        text.Write("}"u8);
        return true;
    }

    private static bool WriteValue(JsonText json, Place place, ArrayBufferWriter<byte> text, List<int> holes, Limits limits)
    {
        if (place is not (Place.None or Place.List))
        {
            return limits.Depth > 0 && Write(json, place, text, holes, limits with { Depth = limits.Depth - 1 });
        }

        if (place is Place.List)
        {
            holes.Add(text.WrittenCount + 1);
            text.Write("[]"u8);
            json.SkipValue();
            return true;
        }

        var value = new ArrayBufferWriter<byte>();
        json.SkipValue(value);
        text.Write(json.Fault is null ? value.WrittenSpan : "null"u8);
        return text.WrittenCount <= limits.Length;
    }

    private readonly record struct Limits(int Length, int Depth);
}
