using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>Sysmon's event 3, a network connection.</summary>
/// <remarks>
/// TCP: Source opened the connection and Destination took it. UDP on Windows: Source is always this host's socket and Destination the
/// peer, whatever Initiated says. An inbound datagram has no handshake to complete, but a process took it from its socket: the host was
/// reached, which is what UDP evidence means.
/// </remarks>
internal static class SysmonConnection
{
    /// <summary>The event's number.</summary>
    public const int Id = 3;

    private const int FirstUnprivileged = 1024;
    private const int FirstEphemeral = 32768; // Linux; Windows begins at 49152

    /// <summary>Concludes one record.</summary>
    public static void Conclude(WindowsEvent record, ReadingContext context, RecordSink sink)
    {
        var connection = new WindowsConnection(record, SysmonReader.Name, context, sink);
        switch (IsInitiated(record))
        {
            case null:
                var isMissing = record.Lacks(WindowsField.Initiated);
                sink.Reject(isMissing ? RejectionReason.MissingField : RejectionReason.InvalidField, isMissing ? "Initiated" : "Initiated is neither true nor false");
                break;
            case true:
                sink.Filter(FilterRule.Outbound);
                break;
            case false when connection.TryTransport(out var transport)
                && connection.TryEndpoint(WindowsField.SourceAddress, WindowsField.SourcePort, out var from)
                && connection.TryEndpoint(WindowsField.DestinationAddress, WindowsField.DestinationPort, out var to):
                Conclude(connection, transport, (from, to), record.IsOf("Linux"), sink);
                break;
            default:
                break;
        }
    }

    private static void Conclude(WindowsConnection connection, Transport transport, (Endpoint Source, Endpoint Destination) ends, bool isLinux, RecordSink sink)
    {
        if (transport is Transport.Tcp)
        {
            connection.ConcludeInbound(transport, ends.Destination, ends.Source.Address);
        }
        else if (isLinux || IsAnswer(ends.Source.Port, ends.Destination.Port))
        {
            // Sysmon for Linux looks the ends of a UDP socket up in /proc/net/udp, where only a socket that was connected has a peer: who
            // connects a UDP socket asks, and what arrives is the answer.
            sink.Filter(FilterRule.Outbound);
        }
        else
        {
            connection.ConcludeInbound(transport, ends.Source, ends.Destination.Address);
        }
    }

    // A name server's answer, logged once this host's question was forgotten: from a service's port to a port that was drawn.
    private static bool IsAnswer(ushort local, ushort remote) => remote is > 0 and < FirstUnprivileged && local >= FirstEphemeral;

    // The Elastic Common Schema keeps the direction only.
    private static bool? IsInitiated(WindowsEvent record) =>
        record.Lacks(WindowsField.Initiated) ? !record.IsInbound
        : record.Is(WindowsField.Initiated, "true"u8) || record.Is(WindowsField.Initiated, "1"u8) ? true
        : record.Is(WindowsField.Initiated, "false"u8) || record.Is(WindowsField.Initiated, "0"u8) ? false
        : null;
}
