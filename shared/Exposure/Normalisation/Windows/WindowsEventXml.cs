using System.Text;
using System.Xml;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>Reads a Windows event from XML: a whole <c>Event</c>, or the <c>EventData</c> of one. Nothing is ever declared or resolved.</summary>
internal static class WindowsEventXml
{
    private const int MaxDepth = 64;
    private const int LongestValue = 512;
    private const int LongestName = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        ConformanceLevel = ConformanceLevel.Fragment,
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = IEventReader.StandardLimit,
        IgnoreWhitespace = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <summary>Takes the first element whose name begins with Event; what stands before and behind it is passed over.</summary>
    public static void Read(ReadOnlySpan<byte> text, WindowsEvent to)
    {
        var start = Math.Max(0, text.IndexOf("<Event"u8));
        if (!PlainEventXml.TryRead(text[start..], to))
        {
            ReadAny(text[start..], to);
        }
    }

    /// <summary>Takes an element of which nothing is known yet.</summary>
    internal static void ReadAny(ReadOnlySpan<byte> text, WindowsEvent to)
    {
        try
        {
            using var xml = XmlReader.Create(new MemoryStream(text.ToArray(), writable: false), Settings);
            Read(xml, to);
        }
        catch (XmlException fault) // the reader has no Try form
        {
            to.Fault = (RejectionReason.MalformedXml, fault.Message);
        }
    }

    private static void Read(XmlReader xml, WindowsEvent to)
    {
        var open = default(WindowsField?);
        while (xml.Read() && !(xml.Depth == 0 && xml.NodeType is XmlNodeType.EndElement))
        {
            if (xml.Depth > MaxDepth)
            {
                to.Fault = (RejectionReason.TooDeep, $"XML deeper than {MaxDepth}");
                return;
            }

            open = xml.NodeType is XmlNodeType.Element ? Take(xml, to) : open;
            if (open is { } field && xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
            {
                Take(field, xml.Value.Length <= LongestValue ? xml.Value.Trim() : xml.Value[..LongestValue], to);
            }

            open = xml.NodeType is XmlNodeType.Element ? open : null;
        }
    }

    // The field whose value the element's text is; null when it is none of interest.
    private static WindowsField? Take(XmlReader xml, WindowsEvent to)
    {
        switch (xml.LocalName)
        {
            case "Provider":
                Take(WindowsField.Provider, xml.GetAttribute("Name"), to);
                return null;
            case "TimeCreated":
                Take(WindowsField.SystemTime, xml.GetAttribute("SystemTime"), to);
                return null;
            case "EventID":
                return WindowsField.EventId;
            case "Computer":
                return WindowsField.Computer;
            case "Channel":
                return WindowsField.Channel;
            case "Data" when xml.GetAttribute("Name") is { Length: <= LongestName } name:
                return WindowsNames.FieldOf(Encoding.UTF8.GetBytes(name));
            default:
                return null;
        }
    }

    private static void Take(WindowsField field, string? value, WindowsEvent to) => to.Take(field, Encoding.UTF8.GetBytes(value ?? ""), isOwn: true);
}
