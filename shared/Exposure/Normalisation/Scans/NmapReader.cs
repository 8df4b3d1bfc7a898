using System.Xml;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// nmap's XML output (<c>-oX</c>), which masscan and naabu write as well. A scan that was cut short keeps its complete hosts; several documents
/// may follow each other. Its grepable and normal outputs are read as well (<see cref="NmapText"/>).
/// </summary>
/// <remarks>The document type declaration is skipped and nothing is ever resolved; a document that declares entities is refused.</remarks>
public sealed class NmapReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "nmap";

    private const int MaxScanBytes = 16 * 1024 * 1024;
    private const int MaxDepth = 64;
    private const int MaxDocuments = 256; // each costs a look at all that follows

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
        IsXml(head) ? head.IndexOf("<nmaprun"u8) >= 0 || head.IndexOf("<!DOCTYPE nmaprun"u8) >= 0 : NmapText.Recognises(head, "Nmap");

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        if (!IsXml(body.Span) && NmapText.Recognises(body.Span, "Nmap"))
        {
            NmapText.Read(body.Span, Name, Name, context, sink);
        }
        else if (body.Span.IndexOf("<!ENTITY"u8) >= 0)
        {
            sink.Next();
            sink.Reject(RejectionReason.ForbiddenEntity, "the document declares entities");
        }
        else
        {
            ReadDocuments(body, context, sink);
        }
    }

    private static bool IsXml(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'<', ..];

    private static void ReadDocuments(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var rest = NmapDocument.Trim(body);
        var count = 0;
        do
        {
            var length = ++count < MaxDocuments ? NmapDocument.Length(rest.Span) : rest.Length;
            ReadDocument(rest[..length], context, sink);
            rest = NmapDocument.Trim(rest[length..]);
        }
        while (!rest.IsEmpty);
    }

    private static void ReadDocument(ReadOnlyMemory<byte> document, ReadingContext context, RecordSink sink)
    {
        try
        {
            using var xml = XmlReader.Create(NmapDocument.Stream(document), Settings);
            ReadRun(xml, context, sink);
        }
        catch (XmlException fault) // the reader has no Try form
        {
            sink.Next();
            sink.Reject(NmapDocument.IsCut(document.Span) ? RejectionReason.Truncated : RejectionReason.MalformedXml, fault.Message);
        }
    }

    private static void ReadRun(XmlReader xml, ReadingContext context, RecordSink sink)
    {
        var run = default(NmapRun?);
        while (xml.Read() && xml.Depth < MaxDepth)
        {
            if (xml.NodeType is XmlNodeType.Element && xml.Name == "nmaprun")
            {
                run = NmapRun.Read(xml, context);
            }
            else if (xml.NodeType is XmlNodeType.Element && xml.Name == "host" && xml.Depth == 1)
            {
                NmapHost.Read(xml, run ?? default).Conclude(context, sink);
            }
        }

        if (run is null || !xml.EOF)
        {
            sink.Next();
            sink.Reject(run is null ? RejectionReason.UnknownFormat : RejectionReason.TooDeep, run is null ? "no nmaprun element" : $"deeper than {MaxDepth}");
        }
    }
}
