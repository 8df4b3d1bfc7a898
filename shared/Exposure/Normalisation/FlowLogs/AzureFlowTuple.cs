using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>
/// One flow of Azure's flow logs: comma-separated values. NSG version 1: time (Unix seconds), source and destination address and port,
/// protocol T or U, direction I or O, decision A or D; version 2 adds state B, C or E and four counters. VNet flow logs: Unix
/// milliseconds, the protocol's IANA number, state B, C, E or D (denied) without a decision, encryption, the counters.
/// </summary>
/// <remarks>
/// Direction is the initiator's, since flows are stateful. A begun or merely allowed flow proves nothing: Azure logs inbound flows
/// of machines without a public address (default SNAT, "NSG flow logs overview"), so version 1, which has no counters, never counts.
/// </remarks>
internal readonly ref struct AzureFlowTuple
{
    private const int MostFields = 13;
    private const int V1Fields = 8;

    private readonly ReadOnlySpan<byte> _text;
    private readonly ReadOnlySpan<Range> _fields;

    private AzureFlowTuple(ReadOnlySpan<byte> text, ReadOnlySpan<Range> fields)
    {
        _text = text;
        _fields = fields;
    }

    private enum Field
    {
        Time,
        Source,
        Destination,
        SourcePort,
        DestinationPort,
        Protocol,
        Direction,
        DecisionOrState,
        State,
        PacketsOut,
        BytesOut,
        PacketsBack,
        BytesBack,
    }

    private bool IsVnet => this[Field.Protocol] is [>= (byte)'0' and <= (byte)'9', ..];

    private ReadOnlySpan<byte> this[Field field]
    {
        get
        {
            var value = (int)field < _fields.Length ? _text[_fields[(int)field].Start.Value.._fields[(int)field].End.Value] : default;
            return value is [(byte)' ', ..] or [.., (byte)' '] ? value.Trim((byte)' ') : value;
        }
    }

    /// <summary>Whether a line is a tuple, of virtual networks or of network security groups; only its shape is looked at.</summary>
    public static bool Looks(ReadOnlySpan<byte> line, bool isVnet)
    {
        Span<Range> ranges = stackalloc Range[MostFields + 1];
        var tuple = new AzureFlowTuple(line, ranges[..FlowFields.Split(line, (byte)',', ranges)]);
        return tuple._fields.Length >= V1Fields && tuple.IsVnet == isVnet && tuple[Field.Time].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0
            && IpAddress.TryParse(tuple[Field.Source], out _) && tuple[Field.Direction] is [(byte)'I' or (byte)'O'];
    }

    /// <summary>Concludes the current record.</summary>
    public static void Conclude(ReadOnlySpan<byte> text, string source, ReadingContext context, RecordSink sink)
    {
        Span<Range> ranges = stackalloc Range[MostFields + 1];
        var tuple = new AzureFlowTuple(text, ranges[..FlowFields.Split(text, (byte)',', ranges)]);
        if (tuple._fields.Length < V1Fields)
        {
            sink.Reject(RejectionReason.MissingField, $"a tuple of {tuple._fields.Length} fields; at least {V1Fields}");
        }
        else if (tuple.Fault(source, out var flow) is { } fault)
        {
            sink.Reject(fault is Field.Time ? RejectionReason.InvalidTimestamp : RejectionReason.InvalidField, $"{fault} '{Short(tuple[fault])}'");
        }
        else if (tuple.Rule() is { } rule)
        {
            sink.Filter(rule);
        }
        else
        {
            InboundConnection.Conclude(flow, context, sink);
        }
    }

    private Field? Fault(string source, out InboundConnection flow)
    {
        flow = default;
        if (!EventTime.TryParseEpochMilliseconds(this[Field.Time], out var time))
        {
            return Field.Time;
        }

        var hasSource = IpAddress.TryParse(this[Field.Source], out var remote);
        var hasDestination = IpAddress.TryParse(this[Field.Destination], out var local);
        var port = FlowNumber.PlainPort(this[Field.DestinationPort]);
        Field? fault =
            !hasSource ? Field.Source
            : !hasDestination ? Field.Destination
            : FlowNumber.PlainPort(this[Field.SourcePort]) is null ? Field.SourcePort
            : port is null ? Field.DestinationPort
            : this[Field.Protocol].IsEmpty ? Field.Protocol
            : this[Field.Direction] is not [(byte)'I' or (byte)'O'] ? Field.Direction
            : this[Field.DecisionOrState] is not [(byte)'A' or (byte)'B' or (byte)'C' or (byte)'D' or (byte)'E'] ? Field.DecisionOrState
            : BadCounter();
        flow = new(TransportNames.Find(this[Field.Protocol]) ?? default, new(local, port ?? 0), remote, Sighting.At(time), source);
        return fault;
    }

    private Field? BadCounter()
    {
        for (var field = Field.PacketsOut; field <= Field.BytesBack; field++)
        {
            if (!this[field].IsEmpty && Counter(field) is null)
            {
                return field;
            }
        }

        return null;
    }

    // Null for a completed inbound flow.
    private string? Rule() =>
        TransportNames.Find(this[Field.Protocol]) is not { } transport ? FilterRule.TransportNotRead
        : this[Field.Direction] is [(byte)'O'] ? FilterRule.Outbound
        : !IsUnderWay() || !Answered().IsAnswer(transport) ? FilterRule.NotCompleted
        : null;

    private bool IsUnderWay() =>
        (IsVnet ? this[Field.DecisionOrState] : this[Field.State]) is [(byte)'C' or (byte)'E'] && (IsVnet || this[Field.DecisionOrState] is [(byte)'A']);

    private FlowCounters Answered() => new(
        Counter(Field.PacketsOut) ?? 0, Counter(Field.BytesOut) ?? 0, Counter(Field.PacketsBack) ?? 0, Counter(Field.BytesBack) ?? 0);

    private long? Counter(Field field) => FlowNumber.Plain(this[field]);

    private static string Short(ReadOnlySpan<byte> field) => Encoding.UTF8.GetString(field[..Math.Min(field.Length, 64)]);
}
