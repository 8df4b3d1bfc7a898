using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>Members of a masscan record.</summary>
internal enum MasscanHostColumn
{
    Ip,
    Timestamp,
    Ports,
}

/// <summary>One port of a masscan record.</summary>
internal static class MasscanPort
{
    private static readonly AsciiNames Ports = AsciiNames.Of<PortColumn>();
    private static readonly AsciiNames Details = AsciiNames.Of<DetailColumn>();

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

    /// <summary>Concludes the current record.</summary>
    /// <param name="host">The record: its address and time.</param>
    /// <param name="json">The port's object; of <c>-oD</c> the record itself.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the record is concluded.</param>
    public static void Read(JsonRow host, ReadOnlySpan<byte> json, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Ports.Count];
        if (!JsonRow.TryRead(json, Ports, cells, out var port))
        {
            sink.Reject(RejectionReason.InvalidField, "an element of ports is no object");
        }
        else if (!host[(int)MasscanHostColumn.Ip].TryAddress(out var address))
        {
            sink.Reject(RejectionReason.InvalidField, $"ip '{host[(int)MasscanHostColumn.Ip].Text(64)}'");
        }
        else if (!IsOpen(port))
        {
            sink.Filter(FilterRule.PortNotOpen);
        }
        else
        {
            var answer = new ScanAnswer(
                address, Time(host), port[(int)PortColumn.Proto].Text(16), port[(int)PortColumn.Port].Text(16), Service(port), MasscanReader.Name, MasscanReader.Name);
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
        var stamp = host[(int)MasscanHostColumn.Timestamp];
        return EventTime.TryParseEpoch(stamp.Bytes, out var time) || stamp.TryTime(out time) ? time : null;
    }

    private static string? Service(JsonRow port) => 
        Detail(port[(int)PortColumn.Service], DetailColumn.Name) ?? Detail(port[(int)PortColumn.Data], DetailColumn.Service_name);

    private static string? Detail(JsonValue inner, DetailColumn column)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Details.Count];
        return JsonRow.TryRead(inner.Nested(), Details, cells, out var row) ? row[(int)column].Text(64) : null;
    }
}
