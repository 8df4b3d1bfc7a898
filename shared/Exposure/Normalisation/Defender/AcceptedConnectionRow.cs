using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Normalisation.Json;
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
        else
        {
            ReadAccepted(new(transport, local, remote.Address, default, DefenderReader.Name), row, context, sink);
        }
    }

    private static void ReadAccepted(in AcceptedConnection connection, in DefenderRow row, ReadingContext context, RecordSink sink)
    {
        var name = row[DefenderColumn.InitiatingProcessFileName].Text(CommandLineRead, context.Texts);
        var command = row[DefenderColumn.InitiatingProcessCommandLine].Text(CommandLineRead, context.Texts);
        if (context.Processes.Match(name) || context.Processes.Match(command))
        {
            sink.Filter(FilterRule.ProcessExcluded);
        }
        else if (row.TryIdentify(context, sink, out var device, out var time))
        {
            Observe(device, Complete(connection, time, name, command, row, context), context, sink);
        }
    }

    private static AcceptedConnection Complete(
        in AcceptedConnection connection, DateTimeOffset time, string? name, string? command, in DefenderRow row, ReadingContext context) =>
        connection with
        {
            Time = time,
            ProcessName = Kept(row[DefenderColumn.InitiatingProcessFileName], name, DefenderRow.FileNameKept, context),
            CommandLine = Kept(row[DefenderColumn.InitiatingProcessCommandLine], command, DefenderRow.CommandLineKept, context),
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

    // What was read is most often short enough to be kept.
    private static string? Kept(JsonValue value, string? read, int most, ReadingContext context) =>
        read is null || read.Length <= most ? read : value.Text(most, context.Texts);
}
