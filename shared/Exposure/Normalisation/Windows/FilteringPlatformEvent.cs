using System.Globalization;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>The security log's events 5150 to 5159: what the Windows Filtering Platform permitted and blocked.</summary>
/// <remarks>
/// Source is the initiator and Destination the responder, for TCP and UDP alike. Words are numbers of messages (<c>%%14592</c>), which some
/// collectors translate into the language of the machine: then the layer's number decides.
/// </remarks>
internal static class FilteringPlatformEvent
{
    private const int ListenPermitted = 5154;
    private const int ListenBlocked = 5155;
    private const int ConnectionPermitted = 5156;
    private const int BindPermitted = 5158;
    private const int BindBlocked = 5159;

    // Run-time numbers of fwpsu.h: FWPS_LAYER_ALE_AUTH_RECV_ACCEPT_V4 to _V6_DISCARD, FWPS_LAYER_ALE_AUTH_CONNECT_V4 to _V6_DISCARD.
    private const int FirstAccept = 44;
    private const int LastAccept = 47;
    private const int FirstConnect = 48;
    private const int LastConnect = 51;

    /// <summary>Whether an event's number is one of them.</summary>
    public static bool Is(int id) => id is >= 5150 and <= BindBlocked;

    /// <summary>Concludes one record.</summary>
    public static void Conclude(int id, WindowsEvent record, ReadingContext context, RecordSink sink)
    {
        var connection = new WindowsConnection(record, WindowsSecurityReader.Name, context, sink);
        switch (id)
        {
            case ConnectionPermitted:
                ConcludePermitted(connection, record, sink);
                break;
            case ListenPermitted when connection.TryTransport(out var transport)
                && connection.TryEndpoint(WindowsField.SourceAddress, WindowsField.SourcePort, out var socket):
                connection.ConcludeListening(transport, socket);
                break;
            case ListenPermitted:
                break; // concluded by what was missing
            case ListenBlocked or BindBlocked or BindPermitted: // who asks also binds; who listens says so with 5154
                sink.Filter(FilterRule.SocketNotListening);
                break;
            default:
                sink.Filter(FilterRule.NotCompleted);
                break;
        }
    }

    // The receive/accept layer is asked only once a socket takes the connection or datagram: a port without listener is refused below
    // it, and what it blocks is event 5157. So a permit is an accepted connection, and for UDP a host that was reached.
    private static void ConcludePermitted(WindowsConnection connection, WindowsEvent record, RecordSink sink)
    {
        switch (IsInbound(record))
        {
            case null:
                var isMissing = record[WindowsField.Direction] is null;
                sink.Reject(isMissing ? RejectionReason.MissingField : RejectionReason.InvalidField, "Direction is no known number, and no layer tells it");
                break;
            case false:
                sink.Filter(FilterRule.Outbound);
                break;
            case true when connection.TryTransport(out var transport)
                && connection.TryEndpoint(WindowsField.SourceAddress, WindowsField.SourcePort, out var remote)
                && connection.TryEndpoint(WindowsField.DestinationAddress, WindowsField.DestinationPort, out var local):
                connection.ConcludeInbound(transport, local, remote.Address);
                break;
            default:
                break;
        }
    }

    private static bool? IsInbound(WindowsEvent record) => (record[WindowsField.Direction], record[WindowsField.LayerName], Layer(record)) switch
    {
        ("%%14592", _, _) or (not "%%14593", "%%14610", _) => true,
        ("%%14593", _, _) or (_, "%%14611", _) => false,
        (_, _, >= FirstAccept and <= LastAccept) => true,
        (_, _, >= FirstConnect and <= LastConnect) => false,
        _ => record.IsInbound,
    };

    private static int? Layer(WindowsEvent record) =>
        int.TryParse(record[WindowsField.LayerId], NumberStyles.None, CultureInfo.InvariantCulture, out var layer) ? layer : null;
}
