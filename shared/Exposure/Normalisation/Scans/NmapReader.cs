using System.Runtime.InteropServices;
using System.Xml;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>nmap's XML output (<c>-oX</c>). A scan that was cut short keeps its complete hosts.</summary>
/// <remarks>The document type declaration is skipped and nothing is ever resolved; a document that declares entities is refused.</remarks>
public sealed class NmapReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "nmap";

    private const int MaxScanBytes = 16 * 1024 * 1024;
    private const int MaxDepth = 64;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Ignore,
        XmlResolver = null,
        MaxCharactersInDocument = MaxScanBytes,
        IgnoreWhitespace = true,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => MaxScanBytes;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8) is [(byte)'<', ..] && (head.IndexOf("<nmaprun"u8) >= 0 || head.IndexOf("<!DOCTYPE nmaprun"u8) >= 0);

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        if (body.Span.IndexOf("<!ENTITY"u8) >= 0)
        {
            sink.Next();
            sink.Reject(RejectionReason.ForbiddenEntity, "the document declares entities");
            return;
        }

        try
        {
            using var xml = XmlReader.Create(Stream(body), Settings);
            ReadRun(xml, context, sink);
        }
        catch (XmlException fault) // the reader has no Try form
        {
            var isCut = body.Span.LastIndexOf("</nmaprun>"u8) < 0;
            sink.Next();
            sink.Reject(isCut ? RejectionReason.Truncated : RejectionReason.MalformedXml, fault.Message);
        }
    }

    private static void ReadRun(XmlReader xml, ReadingContext context, RecordSink sink)
    {
        var run = default(DateTimeOffset?);
        var isRun = false;
        while (xml.Read() && xml.Depth < MaxDepth)
        {
            if (xml.NodeType is XmlNodeType.Element && xml.Name == "nmaprun")
            {
                isRun = true;
                run = NmapHost.Epoch(xml, "start");
            }
            else if (xml.NodeType is XmlNodeType.Element && xml.Name == "host" && xml.Depth == 1)
            {
                NmapHost.Read(xml, run).Conclude(context, sink);
            }
        }

        if (!isRun || !xml.EOF)
        {
            sink.Next();
            sink.Reject(isRun ? RejectionReason.TooDeep : RejectionReason.UnknownFormat, isRun ? $"deeper than {MaxDepth}" : "no nmaprun element");
        }
    }

    private static MemoryStream Stream(ReadOnlyMemory<byte> body) =>
        MemoryMarshal.TryGetArray(body, out var bytes) ? new(bytes.Array!, bytes.Offset, bytes.Count, writable: false) : new(body.ToArray(), writable: false);
}
