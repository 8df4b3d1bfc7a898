using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>
/// Rows of Azure Monitor's table VMConnection (VM insights), as data export and queries give them: what one process of one machine
/// exchanged with one address in a minute. Counters that are zero are missing; <c>Computer</c> names the device.
/// </summary>
public sealed class VmConnectionReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "azure-vmconnection";

    private const int LongestProtocol = 64;

    private static readonly AsciiNames Columns = AsciiNames.Of<Column>();

    private enum Column
    {
        Type,
        TimeGenerated,
        Computer,
        Direction,
        ProcessName,
        SourceIp,
        DestinationIp,
        DestinationPort,
        Protocol,
        RemoteIp,
        LinksEstablished,
        LinksLive,
        LinksTerminated,
        Responses,
        BytesSent,
    }

    /// <inheritdoc/>
    public string Format => Name;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        FlowRecords.AreJson(head)
        && (head.IndexOf("\"VMConnection\""u8) >= 0
            || (head.IndexOf("\"RemoteIp\""u8) >= 0 && head.IndexOf("\"Direction\""u8) >= 0 && head.IndexOf("\"DestinationIp\""u8) >= 0));

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink) => FlowRecords.Read(body.Span, TryRead, context, sink);

    private static bool TryRead(ReadOnlySpan<byte> json, int start, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Columns.Count];
        if (!JsonRow.TryRead(json, Columns, cells, out var row))
        {
            return false;
        }

        sink.Next(start, json.Length);
        if (Rule(row) is { } rule)
        {
            sink.Filter(rule);
        }
        else if (Fault(row, out var connection) is { } fault)
        {
            sink.Reject(Reason(fault, row[(int)fault]), $"{fault} {row[(int)fault].Excerpt()}");
        }
        else
        {
            InboundConnection.Conclude(connection, context, sink);
        }

        return true;
    }

    // Other tables share the export; VMBoundPort and VMComputer say nothing of a connection.
    private static string? Rule(JsonRow row)
    {
        var type = row[(int)Column.Type];
        var direction = row[(int)Column.Direction];
        var protocol = row[(int)Column.Protocol];
        return !type.IsAbsent && !type.Is("VMConnection"u8) ? FilterRule.KindNotRead
            : direction.Is("outbound"u8) || direction.Is("local"u8) ? FilterRule.Outbound
            : protocol.IsAbsent || !direction.Is("inbound"u8) ? null
            : TransportNames.Find(protocol.Plain(stackalloc byte[LongestProtocol])) is not { } transport ? FilterRule.TransportNotRead
            : IsAnswered(row, transport) ? null : FilterRule.NotCompleted;
    }

    // A link that lives or ended was established, perhaps in an earlier minute; of a datagram only the answer counts.
    private static bool IsAnswered(JsonRow row, Transport transport) =>
        row[(int)Column.Responses].Number() > 0
        || (transport is Transport.Udp
            ? row[(int)Column.BytesSent].Number() > 0
            : row[(int)Column.LinksEstablished].Number() > 0 || row[(int)Column.LinksLive].Number() > 0 || row[(int)Column.LinksTerminated].Number() > 0);

    private static Column? Fault(JsonRow row, out InboundConnection connection)
    {
        var hasTime = row[(int)Column.TimeGenerated].TryTime(out var time);
        var hasRemote = Remote(row).TryAddress(out var remote);
        var hasLocal = row[(int)Column.DestinationIp].TryAddress(out var local);
        var hasPort = row[(int)Column.DestinationPort].TryPort(out var port) && !row[(int)Column.DestinationPort].IsAbsent;
        connection = new(TransportNames.Find(row[(int)Column.Protocol].Plain(stackalloc byte[LongestProtocol])) ?? default, new(local, port), remote, Sighting.At(time), Name)
        {
            Device = DeviceNames.Normalise(row[(int)Column.Computer].Text(DeviceId.MaxLength + 1)),
            Process = row[(int)Column.ProcessName].Text(128) is { } process ? new(process, null, 0) : null,
        };
        return !row[(int)Column.Direction].Is("inbound"u8) ? Column.Direction
            : row[(int)Column.Protocol].IsAbsent ? Column.Protocol
            : !hasTime ? Column.TimeGenerated
            : !hasRemote ? Column.RemoteIp
            : !hasLocal ? Column.DestinationIp
            : hasPort ? null : Column.DestinationPort;
    }

    private static RejectionReason Reason(Column fault, JsonValue value) =>
        fault is Column.TimeGenerated ? RejectionReason.InvalidTimestamp : value.IsAbsent ? RejectionReason.MissingField : RejectionReason.InvalidField;

    // Of an inbound connection the source is the initiator, which is the remote side.
    private static JsonValue Remote(JsonRow row) => row[(int)Column.RemoteIp].IsAbsent ? row[(int)Column.SourceIp] : row[(int)Column.RemoteIp];
}
