using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary><c>ListeningConnectionCreated</c>: a process began to listen.</summary>
internal static class ListeningRow
{
    /// <summary>Concludes one record.</summary>
    public static void Read(in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (!row.TryTransport(sink, Transport.Tcp, out var transport)
            || !row.TryEndpoint(DefenderColumn.LocalIP, DefenderColumn.LocalPort, sink, out var local))
        {
            return;
        }

        if (row[DefenderColumn.LocalIP].IsAbsent || local.Port == 0)
        {
            sink.Reject(RejectionReason.MissingField, "LocalIP or LocalPort");
        }
        else if (AddressSpace.IsLoopback(local.Address))
        {
            sink.Filter(FilterRule.ListenerOnLoopback);
        }
        else if (row.TryIdentify(context, sink, out var device, out var time))
        {
            sink.Observe(device, new ListenerSeen(transport, local, Sighting.At(time), row.Process()));
        }
    }
}
