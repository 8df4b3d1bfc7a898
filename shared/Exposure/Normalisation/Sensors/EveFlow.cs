using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Sensors;

/// <summary>Members of a record's <c>flow</c>.</summary>
internal enum EveFlowColumn
{
    State,
    Pkts_toclient,
    Start,
}

/// <summary>One <c>flow</c> event: its source opened the connection, its destination took it; its time is that of the first packet.</summary>
internal static class EveFlow
{
    private static readonly AsciiNames Members = AsciiNames.Of<EveFlowColumn>();

    /// <summary>Concludes the current record.</summary>
    public static void Conclude(JsonRow row, ReadingContext context, RecordSink sink)
    {
        var proto = row[(int)EveColumn.Proto];
        if (proto.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, "proto");
        }
        else if (TransportNames.Find(proto.Bytes) is not { } transport)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else if (TryEndpoint(row, EveColumn.Src_ip, sink, out var source) && TryEndpoint(row, EveColumn.Dest_ip, sink, out var destination))
        {
            Conclude(row, new(transport, source.Address, destination, default, SuricataReader.Name), context, sink);
        }
    }

    private static void Conclude(JsonRow row, RecordedFlow timeless, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> cells = stackalloc JsonCell[Members.Count];
        if (!JsonRow.TryRead(row[(int)EveColumn.Flow].Nested(), Members, cells, out var flow) || flow[(int)EveFlowColumn.Pkts_toclient].Number() is not { } answers)
        {
            sink.Reject(RejectionReason.MissingField, "flow.pkts_toclient");
        }
        else if (!flow[(int)EveFlowColumn.Start].TryTime(out var time) && !row[(int)EveColumn.Timestamp].TryTime(out time))
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"timestamp {row[(int)EveColumn.Timestamp].Excerpt()}");
        }
        else if (EveOutcome.Discount(flow[(int)EveFlowColumn.State], answers, row[(int)EveColumn.Tcp].Nested(), timeless.Transport) is { } rule)
        {
            sink.Filter(rule);
        }
        else
        {
            RecordedFlow.Conclude(timeless with { Seen = Sighting.At(time) }, context, sink);
        }
    }

    private static bool TryEndpoint(JsonRow row, EveColumn host, RecordSink sink, out Endpoint endpoint)
    {
        var address = row[(int)host];
        var port = row[(int)host + 1];
        endpoint = default;
        if (address.IsAbsent || port.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, $"{host} or its port");
        }
        else if (!address.TryAddress(out var ip) || !port.TryPort(out var number))
        {
            sink.Reject(RejectionReason.InvalidField, $"{host} {address.Excerpt()} port {port.Excerpt()}");
        }
        else
        {
            endpoint = new(ip, number);
            return true;
        }

        return false;
    }
}
