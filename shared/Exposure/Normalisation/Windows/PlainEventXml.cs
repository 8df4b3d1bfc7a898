using System.Buffers;
using ExposurePipeline.Exposure.Normalisation.Text;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>
/// Reads an event whose XML is as plain as Windows renders nearly every one: elements, attributes and text in ASCII. Whatever else XML may hold (entities,
/// comments, sections, declarations, prefixes, other letters), and whatever is wrong, is left to <see cref="WindowsEventXml"/>.
/// </summary>
internal static class PlainEventXml
{
    private const int MostValues = 32;
    private const int LongestValue = 512;
    private const int MaxDepth = 64;
    private const int MostAttributes = 16;

    private static readonly SearchValues<byte> Letters = SearchValues.Create([(byte)'\t', (byte)'\n', (byte)'\r', .. Enumerable.Range(' ', 95).Select(letter => (byte)letter).Where(letter => letter != '&')]);

    /// <summary>False, and nothing taken, unless all of it is plain and well-formed.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, WindowsEvent to)
    {
        if (text.Length > IEventReader.StandardLimit || text.ContainsAnyExcept(Letters) || text.IndexOf("]]>"u8) >= 0)
        {
            return false;
        }

        Span<Range> open = stackalloc Range[MaxDepth];
        Span<(Range, Range)> attributes = stackalloc (Range, Range)[MostAttributes];
        Span<(WindowsField Field, Range Value)> values = stackalloc (WindowsField, Range)[MostValues];
        var xml = new PlainXml(text, open, attributes);
        var count = 0;
        while (xml.MoveNext())
        {
            var (field, value) = Find(ref xml);
            if (field is null)
            {
                continue;
            }

            if (count == values.Length || !IsPlain(text[value]))
            {
                return false;
            }

            values[count++] = (field.Value, value);
        }

        Take(text, xml.IsComplete ? values[..count] : [], to);
        return xml.IsComplete;
    }

    private static void Take(ReadOnlySpan<byte> text, ReadOnlySpan<(WindowsField Field, Range Value)> values, WindowsEvent to)
    {
        foreach (var (field, value) in values)
        {
            to.Take(field, text[value], isOwn: true);
        }
    }

    // XML makes one line break of two bytes; what is longer is cut elsewhere, and white space at its ends taken off.
    private static bool IsPlain(ReadOnlySpan<byte> value) => value.Length <= LongestValue && value is not ([<= (byte)' ', ..] or [.., <= (byte)' ']) && !value.Contains((byte)'\r');

    // The field that an element gives, by its attribute or its text; null when it is none of interest.
    private static (WindowsField? Field, Range Value) Find(ref PlainXml xml)
    {
        var name = xml.Name;
        return name.SequenceEqual("Data"u8) ? (WindowsNames.FieldOf(xml[xml.Attribute("Name"u8)]), xml.Text)
            : name.SequenceEqual("Provider"u8) ? (WindowsField.Provider, xml.Attribute("Name"u8))
            : name.SequenceEqual("TimeCreated"u8) ? (WindowsField.SystemTime, xml.Attribute("SystemTime"u8))
            : name.SequenceEqual("EventID"u8) ? (WindowsField.EventId, xml.Text)
            : name.SequenceEqual("Computer"u8) ? (WindowsField.Computer, xml.Text)
            : name.SequenceEqual("Channel"u8) ? (WindowsField.Channel, xml.Text)
            : (null, default);
    }
}
