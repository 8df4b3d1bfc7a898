using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary><c>InboundConnectionAccepted</c>: another machine opened a connection and the device took it.</summary>
internal static class AcceptedConnectionRow
{
    private const int CommandLineRead = 8192;

    /// <summary>Concludes one record; what is neither the internet's nor an own scanner's is dropped before anything is allocated.</summary>
    public static void Read(in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (row[DefenderColumn.RemoteIP].IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, nameof(DefenderColumn.RemoteIP));
        }
        else if (row.TryEndpoint(DefenderColumn.RemoteIP, DefenderColumn.RemotePort, sink, out var remote))
        {
            ReadFrom(remote, row, context, sink);
        }
    }

    // Only TCP accepts connections, so a missing protocol is TCP.
    private static void ReadFrom(Endpoint remote, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (context.Discount(remote.Address) is { } rule && !context.IsScanner(remote.Address))
        {
            sink.Filter(rule);
        }
        else if (row.TryTransport(sink, Transport.Tcp, out var transport)
            && row.TryEndpoint(DefenderColumn.LocalIP, DefenderColumn.LocalPort, sink, out var local))
        {
            ReadBetween(remote, local, transport, row, context, sink);
        }
    }

    private static void ReadBetween(Endpoint remote, Endpoint local, Transport transport, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        if (remote.Address == local.Address)
        {
            sink.Filter(FilterRule.Hairpin);
        }
        else if (IsExcluded(row, context))
        {
            sink.Filter(FilterRule.ProcessExcluded);
        }
        else if (row.TryIdentify(context, sink, out var device, out var time))
        {
            Observe(device, Connection(remote, local, transport, time, row, context), context, sink);
        }
    }

    private static AcceptedConnection Connection(
        Endpoint remote, Endpoint local, Transport transport, DateTimeOffset time, in DefenderRow row, ReadingContext context) =>
        new(transport, local, remote.Address, time, DefenderReader.Name)
        {
            ProcessName = row[DefenderColumn.InitiatingProcessFileName].Text(DefenderRow.FileNameKept, context.Texts),
            CommandLine = row[DefenderColumn.InitiatingProcessCommandLine].Text(DefenderRow.CommandLineKept, context.Texts),
            ProcessId = row[DefenderColumn.InitiatingProcessId].Number() ?? 0,
        };

    private static void Observe(EntityId device, in AcceptedConnection connection, ReadingContext context, RecordSink sink)
    {
        if (!context.IsScanner(connection.Remote))
        {
            sink.Observe(device, connection);
            return;
        }

        InboundConnection.Observe(
            device, new(connection.Transport, connection.Local, connection.Remote, Sighting.At(connection.Time), connection.Source) { Process = connection.Process }, context, sink);
    }

    private static bool IsExcluded(in DefenderRow row, ReadingContext context) =>
        context.Processes.Match(row[DefenderColumn.InitiatingProcessFileName].Text(CommandLineRead, context.Texts))
        || context.Processes.Match(row[DefenderColumn.InitiatingProcessCommandLine].Text(CommandLineRead, context.Texts));
}
