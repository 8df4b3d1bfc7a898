using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>
/// masscan's JSON (<c>-oJ</c>: one object a port, separated by lines of a single comma, older versions ending in <c>{finished: 1}</c>) and
/// its JSON Lines (<c>-oD</c>: with <c>rec_type</c>). A scan that found nothing is an empty file.
/// </summary>
public sealed class MasscanReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "masscan";

    private static readonly ColumnSet Hosts = ColumnSet.Of<HostColumn>();
    private static readonly ColumnSet Ports = ColumnSet.Of<PortColumn>();
    private static readonly ColumnSet Details = ColumnSet.Of<DetailColumn>();

    private enum HostColumn
    {
        Ip,
        Timestamp,
        Ports,
        Rec_type,
    }

    private enum PortColumn
    {
        Port,
        Proto,
        Status,
        Service,
        Data,
    }

    private enum DetailColumn
    {
        Status,
        Name,
        Service_name,
    }

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public int MaxBytes => 16 * 1024 * 1024;

    /// <inheritdoc/>
    public bool MayBeEmpty => true;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n,"u8) is [(byte)'{' or (byte)'[', ..]
        && ((head.IndexOf("\"ip\""u8) >= 0 && head.IndexOf("\"timestamp\""u8) >= 0 && (head.IndexOf("\"ports\""u8) >= 0 || head.IndexOf("\"rec_type\""u8) >= 0))
            || IsTrailer(head.TrimStart(" \t\r\n,["u8)));

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
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
        var ports = host[(int)HostColumn.Ports];
        if (ports.Kind is not JsonTokenType.StartArray)
        {
            sink.Next(at.Start, at.Length);
            ReadPort(host, json, context, sink);
            return;
        }

        var each = new JsonRecords(ports.Bytes);
        var count = 0;
        for (; each.MoveNext(); count++)
        {
            sink.Next(at.Start, at.Length);
            ReadPort(host, each.Current, context, sink);
        }

        if (count == 0)
        {
            sink.Next(at.Start, at.Length);
            sink.Filter(FilterRule.NoPorts);
        }
    }

    private static void ReadPort(JsonRow host, ReadOnlySpan<byte> json, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Ports.Count];
        if (!JsonRow.TryRead(json, Ports, cells, out var port))
        {
            sink.Reject(RejectionReason.InvalidField, "an element of ports is no object");
        }
        else if (!host[(int)HostColumn.Ip].TryAddress(out var address))
        {
            sink.Reject(RejectionReason.InvalidField, $"ip '{host[(int)HostColumn.Ip].Text(64)}'");
        }
        else if (!IsOpen(port))
        {
            sink.Filter(FilterRule.PortNotOpen);
        }
        else
        {
            var answer = new ScanAnswer(
                address, Time(host), port[(int)PortColumn.Proto].Text(16), port[(int)PortColumn.Port].Text(16), Service(port), Name, Name);
            ScanAnswer.Conclude(answer, context, sink);
        }
    }

    // A banner carries no status: who sent it is open.
    private static bool IsOpen(JsonRow port)
    {
        var status = port[(int)PortColumn.Status].IsAbsent ? Detail(port[(int)PortColumn.Data], DetailColumn.Status) : port[(int)PortColumn.Status].Text(16);
        return status is null ? Service(port) is not null : status == "open";
    }

    private static DateTimeOffset? Time(JsonRow host)
    {
        var stamp = host[(int)HostColumn.Timestamp];
        return EventTime.TryParseEpoch(stamp.Bytes, out var time) || stamp.TryTime(out time) ? time : null;
    }

    private static string? Service(JsonRow port) => 
        Detail(port[(int)PortColumn.Service], DetailColumn.Name) ?? Detail(port[(int)PortColumn.Data], DetailColumn.Service_name);

    private static string? Detail(JsonValue inner, DetailColumn column)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Details.Count];
        return JsonRow.TryRead(inner.Nested(), Details, cells, out var row) ? row[(int)column].Text(64) : null;
    }

    private static bool IsTrailer(ReadOnlySpan<byte> record) =>
        record is [(byte)'{', ..] && record[1..].TrimStart((byte)' ').StartsWith("finished"u8);
}
