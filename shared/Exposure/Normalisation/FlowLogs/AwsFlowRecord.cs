using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>
/// One record of a VPC flow log: what passed one interface in one direction. The ends are the packets' own (<c>pkt-srcaddr</c>,
/// <c>pkt-dstaddr</c>) where the record has them, since a NAT gateway or load balancer puts its own address into the others.
/// </summary>
internal static class AwsFlowRecord
{
    /// <summary>Concludes the current record.</summary>
    public static void Conclude(AwsFlowRow row, ReadingContext context, RecordSink sink)
    {
        if (IsWithoutData(row))
        {
            sink.Filter(FilterRule.NoData);
        }
        else if (Fault(row, out var flow) is { } fault)
        {
            var reason = fault is AwsFlowColumn.Start ? RejectionReason.InvalidTimestamp : row[fault].IsEmpty ? RejectionReason.MissingField : RejectionReason.InvalidField;
            sink.Reject(reason, row.Excerpt(fault));
        }
        else if (TransportNames.Find(row[AwsFlowColumn.Protocol]) is not { } transport)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else if (row.Is(AwsFlowColumn.Action, "REJECT"u8))
        {
            sink.Filter(FilterRule.NotCompleted);
        }
        else
        {
            Accepted(row, transport, flow, context, sink);
        }
    }

    // An interval without traffic, or one that AWS lost: status NODATA or SKIPDATA, or nothing but dashes where the status is not logged.
    private static bool IsWithoutData(AwsFlowRow row) =>
        row.Is(AwsFlowColumn.LogStatus, "NODATA"u8) || row.Is(AwsFlowColumn.LogStatus, "SKIPDATA"u8)
        || (row[AwsFlowColumn.LogStatus].IsEmpty && row[AwsFlowColumn.Protocol].IsEmpty && (row.IsDash(AwsFlowColumn.SrcAddr) || row.IsDash(AwsFlowColumn.PktSrcAddr)));

    private static AwsFlowColumn? Fault(AwsFlowRow row, out Flow flow)
    {
        var isPortless = TransportNames.Find(row[AwsFlowColumn.Protocol]) is null;
        var hasSource = row.TryEnd(AwsFlowColumn.PktSrcAddr, AwsFlowColumn.SrcAddr, out var source);
        var hasDestination = row.TryEnd(AwsFlowColumn.PktDstAddr, AwsFlowColumn.DstAddr, out var destination);
        var (sourcePort, destinationPort, seen) = (row.Port(AwsFlowColumn.SrcPort), row.Port(AwsFlowColumn.DstPort), Seen(row));
        flow = new(new(source, sourcePort ?? 0), new(destination, destinationPort ?? 0), seen.GetValueOrDefault());
        return !hasSource ? AwsFlowColumn.SrcAddr
            : !hasDestination ? AwsFlowColumn.DstAddr
            : row[AwsFlowColumn.Protocol].IsEmpty ? AwsFlowColumn.Protocol
            : sourcePort is null && !(isPortless && row[AwsFlowColumn.SrcPort].IsEmpty) ? AwsFlowColumn.SrcPort
            : destinationPort is null && !(isPortless && row[AwsFlowColumn.DstPort].IsEmpty) ? AwsFlowColumn.DstPort
            : !row.Is(AwsFlowColumn.Action, "ACCEPT"u8) && !row.Is(AwsFlowColumn.Action, "REJECT"u8) ? AwsFlowColumn.Action
            : seen is null ? AwsFlowColumn.Start
            : BadNumber(row);
    }

    private static AwsFlowColumn? BadNumber(AwsFlowRow row) =>
        IsBad(row, AwsFlowColumn.Packets) ? AwsFlowColumn.Packets : IsBad(row, AwsFlowColumn.Bytes) ? AwsFlowColumn.Bytes : IsBad(row, AwsFlowColumn.TcpFlags) ? AwsFlowColumn.TcpFlags : null;

    private static bool IsBad(AwsFlowRow row, AwsFlowColumn column) => !row[column].IsEmpty && row.Number(column) is null;

    private static void Accepted(AwsFlowRow row, Transport transport, in Flow flow, ReadingContext context, RecordSink sink)
    {
        var (source, destination) = (flow.Source, flow.Destination);
        var isInbound = row.Is(AwsFlowColumn.FlowDirection, "ingress"u8) ? true : row.Is(AwsFlowColumn.FlowDirection, "egress"u8) ? false : IsInbound(source, destination, context);
        if (isInbound is not { } towardsLocal)
        {
            sink.Filter(FilterRule.DirectionUnknown);
            return;
        }

        if (Contradicts(row, towardsLocal, context))
        {
            sink.Reject(RejectionReason.InvalidField, $"{row.Excerpt(AwsFlowColumn.FlowDirection)} contradicts {source.Address} to {destination.Address}");
            return;
        }

        var (local, remote) = towardsLocal ? (destination, source) : (source, destination);
        if (Half(row, transport, local, remote, !towardsLocal).Rule() is { } rule)
        {
            sink.Filter(rule);
            return;
        }

        var device = DeviceNames.Normalise(System.Text.Encoding.UTF8.GetString(row[AwsFlowColumn.InstanceId]));
        InboundConnection.Conclude(new(transport, local, remote.Address, flow.Seen, AwsFlowReader.Name) { Device = device }, context, sink);
    }

    // Without flow-direction the end that is not on the internet is the organisation's.
    private static bool? IsInbound(Endpoint source, Endpoint destination, ReadingContext context) =>
        (IsInside(source.Address, context), IsInside(destination.Address, context)) switch
        {
            (_, true) => true,
            (true, false) => false,
            _ => null,
        };

    // Shifted columns turn up as traffic from a stranger that leaves the interface towards the inside. Behind a NAT one pair of addresses
    // may look like that; both never do.
    private static bool Contradicts(AwsFlowRow row, bool towardsLocal, ReadingContext context) =>
        row[AwsFlowColumn.FlowDirection] is not []
        && LooksReversed(row[AwsFlowColumn.SrcAddr], row[AwsFlowColumn.DstAddr], towardsLocal, context) is not false
        && LooksReversed(row[AwsFlowColumn.PktSrcAddr], row[AwsFlowColumn.PktDstAddr], towardsLocal, context) is not false;

    private static bool? LooksReversed(ReadOnlySpan<byte> source, ReadOnlySpan<byte> destination, bool towardsLocal, ReadingContext context) =>
        IpAddress.TryParse(source, out var from) && IpAddress.TryParse(destination, out var to)
            ? !IsInside(towardsLocal ? to : from, context) && IsInside(towardsLocal ? from : to, context)
            : null;

    private static bool IsInside(IpAddress address, ReadingContext context) => context.Internet.Classify(address) is Stranger.Special or Stranger.Own;

    private static FlowHalf Half(AwsFlowRow row, Transport transport, Endpoint local, Endpoint remote, bool isFromLocal) => new(transport, local, remote, isFromLocal)
    {
        Packets = row.Number(AwsFlowColumn.Packets),
        Bytes = row.Number(AwsFlowColumn.Bytes),
        Flags = (TcpFlags?)(int?)row.Number(AwsFlowColumn.TcpFlags),
    };

    // The first and the last packet of the interval.
    private static Sighting? Seen(AwsFlowRow row)
    {
        var hasStart = row.TryTime(AwsFlowColumn.Start, out var start);
        var hasEnd = row.TryTime(AwsFlowColumn.End, out var end);
        return hasStart && hasEnd && start <= end ? new(start, end) : hasStart || hasEnd ? Sighting.At(hasEnd ? end : start) : null;
    }

    private readonly record struct Flow(Endpoint Source, Endpoint Destination, Sighting Seen);
}
