using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>One line of a firewall log. The source sent, the destination was sent to.</summary>
/// <remarks>
/// ALLOW with path RECEIVE is written when a socket of this host takes a connection or datagram that the rules permit; OPEN-INBOUND is
/// the same of Windows XP and Server 2003, whose OPEN is outbound.
/// </remarks>
internal readonly struct FirewallLine(FirewallColumns columns, string line)
{
    private readonly string[] _values = FirewallColumns.Split(line);

    private string? this[string column] =>
        columns.Find(column) is var at and >= 0 && at < _values.Length && _values[at] != "-" ? _values[at] : null;

    /// <summary>Concludes one record.</summary>
    /// <param name="record">The line.</param>
    /// <param name="isUnended">Whether the body ends before the line does.</param>
    /// <param name="context">What decides beside the bytes.</param>
    /// <param name="sink">Where the record is concluded.</param>
    public static void Conclude(FirewallLine record, bool isUnended, ReadingContext context, RecordSink sink)
    {
        var (action, path) = (record["action"]?.ToUpperInvariant(), record["path"]?.ToUpperInvariant());
        if (record.IsShort)
        {
            sink.Reject(isUnended ? RejectionReason.Truncated : RejectionReason.MissingField, $"{record._values.Length} of {record.Count} columns");
        }
        else if (RuleOf(action, path) is { } rule)
        {
            sink.Filter(rule);
        }
        else if ((action, path) is ("ALLOW" or "OPEN", "RECEIVE") or ("OPEN-INBOUND", _))
        {
            record.ConcludeInbound(context, sink);
        }
        else
        {
            var (reason, detail) = Refuse(action, path, isUnended);
            sink.Reject(reason, detail);
        }
    }

    // Why a line says nothing of an accepted connection; null when it does, or means nothing that is known.
    private static string? RuleOf(string? action, string? path) => (action, path) switch
    {
        ("INFO-EVENTS-LOST", _) => FilterRule.NoData,
        ("DROP", _) => FilterRule.NotCompleted,
        ("CLOSE", _) or ("ALLOW", "FORWARD" or "UNKNOWN") => FilterRule.KindNotRead, // the end of a connection; one that the host passed on
        ("OPEN", not "RECEIVE") or ("ALLOW", "SEND") => FilterRule.Outbound,
        _ => null,
    };

    private static (RejectionReason Reason, string Detail) Refuse(string? action, string? path, bool isUnended) => (action, path) switch
    {
        (null, _) => (RejectionReason.MissingField, "action"),
        ("ALLOW", null) => (RejectionReason.MissingField, "path: the direction is not told"),
        ("ALLOW", _) => (isUnended ? RejectionReason.Truncated : RejectionReason.InvalidField, $"path '{path[..Math.Min(path.Length, 32)]}'"),
        _ => (RejectionReason.UnknownAction, $"action '{action[..Math.Min(action.Length, 32)]}'"),
    };

    // Lines that lost events are shorter in some versions.
    private bool IsShort => _values.Length < columns.Count && !"INFO-EVENTS-LOST".Equals(this["action"], StringComparison.OrdinalIgnoreCase);

    private int Count => columns.Count;

    private void ConcludeInbound(ReadingContext context, RecordSink sink)
    {
        if (this["protocol"] is not { } protocol)
        {
            sink.Reject(RejectionReason.MissingField, "protocol");
        }
        else if (TransportNames.Find(protocol) is not { } transport)
        {
            sink.Filter(FilterRule.TransportNotRead);
        }
        else if (TryAddress("src-ip", sink, out var remote) && TryAddress("dst-ip", sink, out var local)
            && TryPort("src-port", sink, out _) && TryPort("dst-port", sink, out var port) && TryTime(sink, out var time))
        {
            Conclude(new(transport, new(local, port), remote, Sighting.At(time), WindowsFirewallReader.Name), context, sink);
        }
    }

    private static void Conclude(in InboundConnection connection, ReadingContext context, RecordSink sink)
    {
        if (AddressSpace.IsHost(connection.Local.Address))
        {
            InboundConnection.Conclude(connection, context, sink);
        }
        else
        {
            sink.Filter(FilterRule.LocalNotHost); // multicast and broadcast reach everybody and nobody
        }
    }

    private bool TryAddress(string column, RecordSink sink, out IpAddress address)
    {
        var text = this[column];
        var zone = text?.IndexOf('%', StringComparison.Ordinal) ?? -1;
        var isAddress = IpAddress.TryParse(zone < 0 ? text : text![..zone], out address);
        if (!isAddress)
        {
            Reject(column, text, sink);
        }

        return isAddress;
    }

    private bool TryPort(string column, RecordSink sink, out ushort port)
    {
        var isPort = ushort.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out port);
        if (!isPort)
        {
            Reject(column, this[column], sink);
        }

        return isPort;
    }

    private bool TryTime(RecordSink sink, out DateTimeOffset time)
    {
        var text = $"{this["date"]} {this["time"]}";
        if (!EventTime.TryParse(Encoding.UTF8.GetBytes(text), out var written))
        {
            sink.Reject(RejectionReason.InvalidTimestamp, $"'{text[..Math.Min(text.Length, 64)]}'");
        }
        else if (columns.Clock is null)
        {
            sink.Reject(RejectionReason.InvalidField, $"property '{EventProperties.TimeZone}' is neither an offset nor a known zone");
        }

        time = columns.Clock?.ToUtc(written) ?? default;
        return written != default && columns.Clock is not null;
    }

    private static void Reject(string column, string? text, RecordSink sink) =>
        sink.Reject(text is null ? RejectionReason.MissingField : RejectionReason.InvalidField, $"{column} '{text?[..Math.Min(text.Length, 64)]}'");
}
