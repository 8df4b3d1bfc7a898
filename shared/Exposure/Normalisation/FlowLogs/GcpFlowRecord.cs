using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>Members of a VPC flow log's payload.</summary>
internal enum GcpFlowColumn
{
    Connection,
    Reporter,
    Src_instance,
    Dest_instance,
    Bytes_sent,
    Packets_sent,
    Rtt_msec,
    Start_time,
    End_time,
}

/// <summary>
/// One record of a VPC flow log: what one side sent to the other. Its source is who sent, not who opened the connection; the reporter
/// is the side whose virtual machine saw it, so a flow between two machines has two records each way.
/// </summary>
internal static class GcpFlowRecord
{
    private const int LongestProtocol = 64;

    private static readonly AsciiNames Connections = AsciiNames.Of<ConnectionColumn>();
    private static readonly AsciiNames Instances = AsciiNames.Of<InstanceColumn>();

    private enum ConnectionColumn
    {
        Src_ip,
        Src_port,
        Dest_ip,
        Dest_port,
        Protocol,
    }

    private enum InstanceColumn
    {
        Project_id,
        Zone,
        Vm_name,
    }

    /// <summary>Concludes the current record.</summary>
    /// <param name="payload">The payload.</param>
    /// <param name="logged">When the entry was written, in case the payload has no time.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the record is concluded.</param>
    public static void Conclude(JsonRow payload, JsonValue logged, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Connections.Count];
        if (!JsonRow.TryRead(payload[(int)GcpFlowColumn.Connection].Nested(), Connections, cells, out var connection))
        {
            sink.Reject(RejectionReason.MissingField, "connection");
        }
        else if (Fault(connection, out var source, out var destination) is { } fault)
        {
            var value = connection[(int)fault];
            sink.Reject(value.IsAbsent ? RejectionReason.MissingField : RejectionReason.InvalidField, $"{fault} {value.Excerpt()}");
        }
        else if (Seen(payload, logged) is not { } seen)
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"start_time {payload[(int)GcpFlowColumn.Start_time].Excerpt()}");
        }
        else if (IsReportedBySource(payload) is not { } isFromLocal)
        {
            Unreported(payload[(int)GcpFlowColumn.Reporter], sink);
        }
        else if (TransportNames.Find(connection[(int)ConnectionColumn.Protocol].Plain(stackalloc byte[LongestProtocol])) is not { } transport)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else
        {
            var half = isFromLocal ? new FlowHalf(transport, source, destination, true) : new FlowHalf(transport, destination, source, false);
            Conclude(half, payload, seen, context, sink);
        }
    }

    private static void Conclude(FlowHalf half, JsonRow payload, Sighting seen, ReadingContext context, RecordSink sink)
    {
        var (local, remote) = half.IsFromLocal ? (GcpFlowColumn.Src_instance, GcpFlowColumn.Dest_instance) : (GcpFlowColumn.Dest_instance, GcpFlowColumn.Src_instance);
        half = half with
        {
            Packets = FlowNumber.Parse(payload[(int)GcpFlowColumn.Packets_sent].Bytes),
            Bytes = FlowNumber.Parse(payload[(int)GcpFlowColumn.Bytes_sent].Bytes),
            IsAcknowledged = !payload[(int)GcpFlowColumn.Rtt_msec].IsAbsent, // measured from a segment to its acknowledgement, of TCP only
        };
        if (half.Rule() is { } rule)
        {
            sink.Filter(rule);
        }
        else if (!payload[(int)remote].IsAbsent)
        {
            sink.Filter(FilterRule.RemoteOwn); // instances are told of the organisation's own machines only, whatever address they use
        }
        else
        {
            var connection = new InboundConnection(half.Transport, half.Local, half.Remote.Address, seen, GcpFlowReader.Name) { Device = Device(payload[(int)local]) };
            InboundConnection.Conclude(connection, context, sink);
        }
    }

    private static ConnectionColumn? Fault(JsonRow connection, out Endpoint source, out Endpoint destination)
    {
        var hasSource = connection[(int)ConnectionColumn.Src_ip].TryAddress(out var sourceIp);
        var hasDestination = connection[(int)ConnectionColumn.Dest_ip].TryAddress(out var destinationIp);
        source = new(sourceIp, FlowNumber.Port(connection[(int)ConnectionColumn.Src_port].Bytes) ?? 0);
        destination = new(destinationIp, FlowNumber.Port(connection[(int)ConnectionColumn.Dest_port].Bytes) ?? 0);
        return !hasSource ? ConnectionColumn.Src_ip
            : !hasDestination ? ConnectionColumn.Dest_ip
            : connection[(int)ConnectionColumn.Protocol].IsAbsent ? ConnectionColumn.Protocol
            : BadPort(connection);
    }

    // Protocols without ports come without them.
    private static ConnectionColumn? BadPort(JsonRow connection)
    {
        var mayLack = TransportNames.Find(connection[(int)ConnectionColumn.Protocol].Plain(stackalloc byte[LongestProtocol])) is null;
        foreach (var column in (ReadOnlySpan<ConnectionColumn>)[ConnectionColumn.Src_port, ConnectionColumn.Dest_port])
        {
            var value = connection[(int)column];
            if (FlowNumber.Port(value.Bytes) is null && !(mayLack && value.IsAbsent))
            {
                return column;
            }
        }

        return null;
    }

    // Without a reporter the machine that is named tells; with two named, the record tells the same of both.
    private static bool? IsReportedBySource(JsonRow payload)
    {
        var reporter = payload[(int)GcpFlowColumn.Reporter];
        return reporter.Is("SRC"u8) ? true
            : reporter.Is("DEST"u8) ? false
            : !reporter.IsAbsent ? null
            : !payload[(int)GcpFlowColumn.Dest_instance].IsAbsent ? false
            : payload[(int)GcpFlowColumn.Src_instance].IsAbsent ? null : true;
    }

    // SRC_GATEWAY and DEST_GATEWAY: a VPN tunnel or interconnect saw it, which leads to the organisation's other networks.
    private static void Unreported(JsonValue reporter, RecordSink sink)
    {
        if (reporter.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, "reporter, and neither src_instance nor dest_instance");
        }
        else
        {
            sink.Filter(FilterRule.KindNotRead);
        }
    }

    private static Sighting? Seen(JsonRow payload, JsonValue logged)
    {
        var hasStart = payload[(int)GcpFlowColumn.Start_time].TryTime(out var start);
        var hasEnd = payload[(int)GcpFlowColumn.End_time].TryTime(out var end);
        return hasStart && hasEnd && start <= end ? new(start, end)
            : hasStart || hasEnd ? Sighting.At(hasEnd ? end : start)
            : logged.TryTime(out var time) ? Sighting.At(time) : null;
    }

    // The name that Cloud Asset Inventory gives the machine.
    private static DeviceId? Device(JsonValue instance)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Instances.Count];
        return JsonRow.TryRead(instance.Nested(), Instances, cells, out var row)
            && row[(int)InstanceColumn.Project_id].Text(DeviceId.MaxLength) is { } project
            && row[(int)InstanceColumn.Zone].Text(DeviceId.MaxLength) is { } zone
            && row[(int)InstanceColumn.Vm_name].Text(DeviceId.MaxLength) is { } name
            ? CloudAsset.DeviceOf($"//compute.googleapis.com/projects/{project}/zones/{zone}/instances/{name}") : null;
    }
}
