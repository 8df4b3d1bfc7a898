using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// masscan's JSON (<c>-oJ</c>: one object a port, separated by lines of a single comma, older versions ending in <c>{finished: 1}</c>),
/// its JSON Lines (<c>-oD</c>: with <c>rec_type</c>), its list (<c>-oL</c>) and its grepable output (<c>-oG</c>); its XML is nmap's
/// (<see cref="NmapReader"/>). A scan that found nothing is an empty file.
/// </summary>
public sealed class MasscanReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "masscan";

    private static readonly AsciiNames Marks = AsciiNames.Of<Mark>();
    private static readonly AsciiNames Hosts = AsciiNames.Of<MasscanHostColumn>();

    private enum Mark
    {
        Ip,
        Timestamp,
        Ports,
        Rec_type,
        Ip_str,
    }

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => 16 * 1024 * 1024;

    /// <inheritdoc/>
    public bool MayBeEmpty => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        IsJson(JsonHead.Of(head, Marks)) || IsTrailer(head.TrimStart(" \t\r\n,["u8)) || MasscanText.Recognises(head)
        || NmapText.Recognises(head, "Masscan");

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        if (body.Span.TrimStart(" \t\r\n,"u8) is [(byte)'{' or (byte)'[', ..])
        {
            ReadJson(body, context, sink);
        }
        else if (NmapText.Recognises(body.Span, "Masscan"))
        {
            NmapText.Read(body.Span, Name, Name, context, sink);
        }
        else
        {
            MasscanText.Read(body.Span, context, sink);
        }
    }

    private static void ReadJson(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var records = new JsonRecords(body.Span);
        Span<JsonCell> cells = stackalloc JsonCell[Hosts.Count];
        while (records.MoveNext())
        {
            if (IsTrailer(records.Current))
            {
                continue; // masscan's own end mark: it is not JSON and says nothing
            }

            var (start, length) = (records.Start, records.End - records.Start);
            if (records.Fault is null && JsonRow.TryRead(records.Current, Hosts, cells, out var host))
            {
                ReadHost(host, records.Current, (start, length), context, sink);
                continue;
            }

            records.Resynchronise();
            sink.Next(start, records.Current.Length);
            var reason = JsonFault.Find(records.Current, JsonScan.MaxDepth, out var detail);
            sink.Reject(records.Fault ?? reason ?? RejectionReason.MalformedJson, detail);
        }
    }

    // The list of -oJ, or the single port that -oD writes beside the address.
    private static void ReadHost(JsonRow host, ReadOnlySpan<byte> json, (int Start, int Length) at, ReadingContext context, RecordSink sink)
    {
        var ports = host[(int)MasscanHostColumn.Ports];
        if (ports.Kind is not JsonTokenType.StartArray)
        {
            sink.Next(at.Start, at.Length);
            MasscanPort.Read(host, json, context, sink);
            return;
        }

        var each = new JsonRecords(ports.Bytes);
        var count = 0;
        for (; each.MoveNext(); count++)
        {
            sink.Next(at.Start, at.Length);
            MasscanPort.Read(host, each.Fault is null ? each.Current : default, context, sink);
        }

        if (count == 0)
        {
            sink.Next(at.Start, at.Length);
            sink.Filter(FilterRule.NoPorts);
        }
    }

    private static bool IsJson(JsonHead members) =>
        members.Has((int)Mark.Ip) && members.Has((int)Mark.Timestamp) && (members.Has((int)Mark.Ports) || members.Has((int)Mark.Rec_type))
        && !members.Has((int)Mark.Ip_str); // Shodan's

    private static bool IsTrailer(ReadOnlySpan<byte> record) =>
        record is [(byte)'{', ..] && record[1..].TrimStart((byte)' ').StartsWith("finished"u8);
}
