using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// naabu: JSON Lines (<c>-json</c>), CSV (<c>-csv</c>), its plain lines <c>address:port</c>, and nmap's grepable form (<c>-oG</c>). An empty
/// file found nothing.
/// </summary>
public sealed class NaabuReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "naabu";

    private static readonly AsciiNames Marks = AsciiNames.Of<Mark>();

    // Up to the port, what records of other scanners and forwarders of Windows events have and naabu's never do.
    private enum Mark
    {
        Ip_str,
        _Shodan,
        Rec_type,
        Proto,
        Ports,
        Data,
        Services,
        Saddr,
        EventID,
        Channel,
        SourceName,
        SourceModuleName,
        Port,
        Ip,
        Host,
        Timestamp,
        Protocol,
        Tls,
    }

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => 16 * 1024 * 1024;

    /// <inheritdoc/>
    public bool MayBeEmpty => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var members = JsonHead.Of(head, Marks);
        return (members.Has((int)Mark.Port) && !members.HasAnyBefore((int)Mark.Port)
                && (members.Has((int)Mark.Ip) || members.Has((int)Mark.Host))
                && (members.Has((int)Mark.Timestamp) || members.Has((int)Mark.Protocol) || members.Has((int)Mark.Tls)))
            || NaabuText.Recognises(head) || NmapText.Recognises(head, "Naabu");
    }

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        if (body.Span.TrimStart(" \t\r\n,"u8) is [(byte)'{' or (byte)'[', ..] && !NaabuText.Recognises(body.Span))
        {
            ScanJson.Read(body.Span, NaabuRecord.Columns, sink, (row, place) => NaabuRecord.Read(row, place, context, sink));
        }
        else if (NmapText.Recognises(body.Span, "Naabu"))
        {
            NmapText.Read(body.Span, Name, Name, context, sink);
        }
        else
        {
            NaabuText.Read(body.Span, context, sink);
        }
    }
}
