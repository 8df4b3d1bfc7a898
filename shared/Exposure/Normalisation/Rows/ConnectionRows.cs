using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Rows;

/// <summary>What the readers of every format understand alike, as Defender's sensor would have reported it; not yet judged by whose address it is.</summary>
internal static class ConnectionRows
{
    private const string Accepted = "InboundConnectionAccepted";
    private const string Listening = "ListeningConnectionCreated";
    private const string Scanned = "InboundInternetScanInspected";

    /// <summary>A connection that was taken.</summary>
    public static void Write(INetworkEventJournal journal, in InboundConnection connection, ReadingContext context)
    {
        if (context.Refuse(connection.Seen.Last) is not null)
        {
            return;
        }

        var row = new JournalledRow(journal, context, connection.Seen.Last, Accepted);
        SetDevice(row, connection.Device ?? (connection.IsElsewhere ? null : context.Properties.Device));
        row.SetLocal(connection.Local);
        row.SetRemote(connection.Remote);
        row.Set(connection.Transport);
        SetProcess(row, connection.Process);
        row.End();
    }

    /// <summary>A socket that listens.</summary>
    public static void Write(INetworkEventJournal journal, in ListeningSocket socket, ReadingContext context)
    {
        if (socket.Local.Port == 0 || context.Refuse(socket.Seen) is not null)
        {
            return;
        }

        var row = new JournalledRow(journal, context, socket.Seen, Listening);
        SetDevice(row, socket.Device ?? context.Properties.Device);
        row.SetLocal(socket.Local);
        row.Set(socket.Transport);
        SetProcess(row, socket.Process);
        row.End();
    }

    /// <summary>A port that answered a scanner; whose it is, the scanner does not know.</summary>
    public static void Write(INetworkEventJournal journal, IpAddress address, PortAnswered answer, ReadingContext context)
    {
        var row = new JournalledRow(journal, context, answer.Seen.Last, Scanned);
        row.SetLocal(new(address, answer.Port));
        row.Set(answer.Transport);
        row.Set(NetworkEventColumn.AdditionalFields, $$"""{"PublicScannedIp":"{{address}}","PublicScannedPort":{{answer.Port}}}""");
        row.End();
    }

    private static void SetDevice(in JournalledRow row, DeviceId? device) => row.Set(NetworkEventColumn.DeviceId, device?.Value);

    private static void SetProcess(in JournalledRow row, ProcessIdentity? process)
    {
        row.Set(NetworkEventColumn.InitiatingProcessFileName, process?.Name);
        row.Set(NetworkEventColumn.InitiatingProcessCommandLine, process?.CommandLine);
        if (process is { Id: > 0 } known)
        {
            row.Set(NetworkEventColumn.InitiatingProcessId, known.Id);
        }
    }
}
