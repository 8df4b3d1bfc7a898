using System.Text.Json;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Scans;

/// <summary>One JSON record of naabu: an open port.</summary>
internal static class NaabuRecord
{
    /// <summary>Its members.</summary>
    public static readonly AsciiNames Columns = AsciiNames.Of<Column>();

    private static readonly AsciiNames PortColumns = new("Port", "Protocol");

    private enum Column
    {
        Ip,
        Host,
        Port,
        Protocol,
        Timestamp,
        Name,
    }

    /// <summary>Reads one record.</summary>
    public static void Read(JsonRow row, RecordPlace place, ReadingContext context, RecordSink sink)
    {
        sink.Next(place.Start, place.Length);
        var (port, protocol) = PortOf(row);
        var written = row[(int)(row[(int)Column.Ip].IsAbsent ? Column.Host : Column.Ip)];
        if (port == "0" && protocol is null)
        {
            sink.Filter(FilterRule.NoPorts); // a host that was discovered, not scanned
        }
        else if (!written.TryAddress(out var address))
        {
            ScanJson.RejectAddress(row[(int)Column.Ip], $"ip of host {row[(int)Column.Host].Excerpt()}", sink);
        }
        else
        {
            var time = row[(int)Column.Timestamp] is { IsAbsent: false } stamp ? ScanTime.Of(stamp) : ScanTime.OfFile(context);
            ScanAnswer.Conclude(new(address, time, protocol ?? "tcp", port, row[(int)Column.Name].Text(64), NaabuReader.Name, NaabuReader.Name), context, sink);
        }
    }

    // A number, or in some versions an object whose protocol is a number as well: 0 for TCP, 1 for UDP.
    private static (string? Port, string? Protocol) PortOf(JsonRow row)
    {
        var protocol = row[(int)Column.Protocol].Text(16);
        if (row[(int)Column.Port].Kind is not JsonTokenType.StartObject)
        {
            return (row[(int)Column.Port].Text(16), protocol);
        }

        Span<JsonCell> cells = stackalloc JsonCell[PortColumns.Count];
        return JsonRow.TryRead(row[(int)Column.Port].Bytes, PortColumns, cells, out var port)
            ? (port[0].Text(16), protocol ?? port[1].Text(16) switch { "0" => "tcp", "1" => "udp", var name => name })
            : (null, protocol);
    }
}
