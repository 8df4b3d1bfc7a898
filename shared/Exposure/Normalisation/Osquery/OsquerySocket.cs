using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Normalisation.Inventory;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Osquery;

/// <summary>Concludes one row: a listener, an accepted connection, or why neither.</summary>
internal static class OsquerySocket
{
    private const string CalendarTime = "ddd MMM d HH:mm:ss yyyy 'UTC'"; // C's asctime, always in English

    // As Linux, Windows and macOS name them; what comes after ESTABLISHED has been established.
    private static readonly AsciiNames Completed = new("ESTABLISHED", "FIN_WAIT1", "FIN_WAIT2", "TIME_WAIT", "CLOSE_WAIT", "LAST_ACK", "CLOSING");
    private static readonly AsciiNames Answering = new("SYN_RECV", "SYN_RCVD", "SYN_RECEIVED");

    /// <summary>Concludes the current record.</summary>
    public static void Conclude(ReadOnlySpan<byte> json, OsqueryEntry entry, OsqueryListeners listeners, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> cells = stackalloc JsonCell[SocketColumns.Names.Count];
        if (!JsonRow.TryRead(json, SocketColumns.Names, cells, out var row))
        {
            sink.Reject(RejectionReason.InvalidField, "a row is no object");
        }
        else if (new SocketColumns(row) is { IsOpenSocket: false, IsListeningPort: false })
        {
            sink.Filter(FilterRule.KindNotRead); // another query's
        }
        else if (entry.Action is "removed")
        {
            sink.Filter(FilterRule.SocketNotListening); // it is gone
        }
        else if (TryTime(entry, context, sink, out var time))
        {
            Conclude(new SocketColumns(row), entry, time, listeners, context, sink);
        }
    }

    private static void Conclude(
        SocketColumns socket, OsqueryEntry entry, DateTimeOffset time, OsqueryListeners listeners, ReadingContext context, RecordSink sink)
    {
        if (socket[SocketColumn.Protocol].IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, "protocol");
        }
        else if (socket.Transport is not { } transport)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else if (!socket.IsUnconnected && transport is Transport.Tcp && Discount(socket[SocketColumn.State]) is { } rule)
        {
            sink.Filter(rule);
        }
        else if (!TryEndpoint(socket.LocalAddress, socket.LocalPort, sink, out var local))
        {
            return;
        }
        else if (socket.IsUnconnected)
        {
            ConcludeListener(new(transport, local, time) { Device = entry.Device, Process = socket.Process }, context, sink);
        }
        else if (TryEndpoint(socket[SocketColumn.Remote_address], socket[SocketColumn.Remote_port], sink, out var remote))
        {
            var connection = new InboundConnection(transport, local, remote.Address, Sighting.At(time), OsqueryReader.Name) { Device = entry.Device };
            ConcludeConnection(connection with { Process = socket.Process }, listeners.Has(entry, socket, local), context, sink);
        }
    }

    private static string? Discount(JsonValue state) =>
        state.IsIn(Completed) ? null
        : state.Is("SYN_SENT"u8) ? FilterRule.Outbound
        : state.IsIn(Answering) ? FilterRule.NotCompleted
        : FilterRule.SocketNotListening;

    private static void ConcludeListener(in ListeningSocket listener, ReadingContext context, RecordSink sink)
    {
        if (listener.Local.Port == 0)
        {
            sink.Filter(FilterRule.SocketNotListening); // open, bound to nothing yet
        }
        else if (AddressSpace.IsLinkLocal(listener.Local.Address))
        {
            sink.Filter(FilterRule.LocalNotHost);
        }
        else
        {
            ListeningSocket.Conclude(listener, context, sink);
        }
    }

    // Of UDP, not even listening tells who spoke first.
    private static void ConcludeConnection(in InboundConnection connection, bool isListenedOn, ReadingContext context, RecordSink sink)
    {
        if (connection.Transport is Transport.Tcp && isListenedOn)
        {
            InboundConnection.Conclude(connection, context, sink);
        }
        else
        {
            sink.Filter(context.Discount(connection.Remote) ?? FilterRule.DirectionUnknown);
        }
    }

    private static bool TryEndpoint(JsonValue address, JsonValue port, RecordSink sink, out Endpoint endpoint)
    {
        endpoint = default;
        if (address.IsAbsent || port.IsAbsent)
        {
            sink.Reject(RejectionReason.MissingField, "an address or its port");
        }
        else if (!address.TryAddress(out var ip) || !port.TryPort(out var number))
        {
            sink.Reject(RejectionReason.InvalidField, $"address {address.Excerpt()} port {port.Excerpt()}");
        }
        else
        {
            endpoint = new(ip, number);
            return true;
        }

        return false;
    }

    // Rows that come without a logger's entry are a snapshot.
    private static bool TryTime(OsqueryEntry entry, ReadingContext context, RecordSink sink, out DateTimeOffset time)
    {
        var isTime = entry.Stamp is null
            ? SnapshotTime.TryFind(context, out time)
            : EventTime.TryParseEpoch(Encoding.UTF8.GetBytes(entry.Stamp), out time) || EventTime.TryParse(Encoding.UTF8.GetBytes(entry.Stamp), out time)
                || DateTimeOffset.TryParseExact(
                    entry.Stamp, CalendarTime, CultureInfo.InvariantCulture, DateTimeStyles.AllowInnerWhite | DateTimeStyles.AssumeUniversal, out time);
        if (!isTime)
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"time '{entry.Stamp ?? context.Properties[EventProperties.ObservedAt]}'");
        }

        return isTime;
    }
}
