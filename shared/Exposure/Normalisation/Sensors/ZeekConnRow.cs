using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>One connection of a conn.log. Originator and responder are as Zeek sorted them out; the time is that of the first packet.</summary>
internal static class ZeekConnRow
{
    /// <summary>Concludes the current record.</summary>
    public static void Conclude(JsonRow row, ReadingContext context, RecordSink sink)
    {
        if (!TryEndpoint(row, ZeekColumn.OrigHost, sink, out var originator) || !TryEndpoint(row, ZeekColumn.RespHost, sink, out var responder))
        {
            return;
        }

        var proto = row[(int)ZeekColumn.Proto];
        var state = row[(int)ZeekColumn.ConnState];
        if (proto.IsAbsent || state.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, proto.IsAbsent ? "proto" : "conn_state");
        }
        else if (TransportNames.Find(proto.Bytes) is not { } transport)
        {
            sink.Filter(FilterRule.TransportNotRead); // ICMP, whose type and code stand for ports
        }
        else if (!state.IsIn(ZeekOutcome.States))
        {
            sink.Reject(RejectionReason.InvalidField, $"conn_state {state.Excerpt()}");
        }
        else if (!TryTime(row[(int)ZeekColumn.Ts], out var time))
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"ts {row[(int)ZeekColumn.Ts].Excerpt()}");
        }
        else if (ZeekOutcome.Discount(row, transport) is { } rule)
        {
            sink.Filter(rule);
        }
        else
        {
            var flow = new RecordedFlow(transport, originator.Address, responder, Sighting.At(time), ZeekConnReader.Name);
            RecordedFlow.Conclude(flow with { IsInside = IsTrue(row[(int)ZeekColumn.LocalResp]) }, context, sink);
        }
    }

    /// <summary>Zeek's table writes T and F.</summary>
    public static bool IsTrue(JsonValue value) => value.Truth() is true || value.Is("T"u8);

    /// <summary>False only where the source says so, not where it is silent.</summary>
    public static bool IsFalse(JsonValue value) => value.Truth() is false || value.Is("F"u8);

    private static bool TryEndpoint(JsonRow row, ZeekColumn host, RecordSink sink, out Endpoint endpoint)
    {
        var address = row[(int)host];
        var port = row[(int)host + 1];
        var side = host is ZeekColumn.OrigHost ? "orig" : "resp";
        endpoint = default;
        if (address.IsAbsent || port.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, $"id.{side}_{(address.IsAbsent ? 'h' : 'p')}");
        }
        else if (!address.TryAddress(out var ip) || !port.TryPort(out var number))
        {
            sink.Reject(RejectionReason.InvalidField, $"id.{side} {address.Excerpt()} port {port.Excerpt()}");
        }
        else
        {
            endpoint = new(ip, number);
            return true;
        }

        return false;
    }

    // Seconds with a fraction, whole milliseconds, or ISO 8601: Zeek's LogAscii::json_timestamps has all three.
    private static bool TryTime(JsonValue stamp, out DateTimeOffset time) =>
        (stamp.Bytes.Contains((byte)'.') ? EventTime.TryParseEpoch(stamp.Bytes, out time) : EventTime.TryParseEpochMilliseconds(stamp.Bytes, out time))
        || stamp.TryTime(out time);
}
