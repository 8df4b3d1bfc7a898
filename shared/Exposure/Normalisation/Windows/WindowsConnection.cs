using System.Globalization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Connections;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>What the connection events of Sysmon and of the filtering platform have in common: ends, device, process, time.</summary>
/// <param name="record">The event.</param>
/// <param name="source">The source format.</param>
/// <param name="context">What decides beside the bytes.</param>
/// <param name="sink">Where the record is concluded.</param>
internal readonly struct WindowsConnection(WindowsEvent record, string source, ReadingContext context, RecordSink sink)
{
    private const int LongestName = 128;

    /// <summary>Concludes the record and returns false unless the protocol is TCP or UDP, by name or number.</summary>
    public bool TryTransport(out Transport transport)
    {
        transport = default;
        if (record[WindowsField.Protocol] is not { } protocol)
        {
            sink.Reject(RejectionReason.MissingField, "Protocol");
            return false;
        }

        if (TransportNames.Find(protocol) is not { } found)
        {
            sink.Filter(FilterRule.TransportNotRead);
            return false;
        }

        transport = found;
        return true;
    }

    /// <summary>Concludes the record and returns false unless address and port are there and sound.</summary>
    public bool TryEndpoint(WindowsField address, WindowsField port, out Endpoint endpoint)
    {
        endpoint = default;
        if (record[address] is null || record[port] is null)
        {
            sink.Reject(RejectionReason.MissingField, $"{(record[address] is null ? address : port)}");
            return false;
        }

        var zone = record[address]!.IndexOf('%', StringComparison.Ordinal);
        if (!IpAddress.TryParse(zone < 0 ? record[address] : record[address]![..zone], out var ip))
        {
            sink.Reject(RejectionReason.InvalidField, $"{address} '{Excerpt(address)}' is no address");
            return false;
        }

        if (!ushort.TryParse(record[port], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            sink.Reject(RejectionReason.InvalidField, $"{port} '{Excerpt(port)}' is no port");
            return false;
        }

        endpoint = new(ip, number);
        return true;
    }

    /// <summary>Concludes the record: a stranger reached the device, or why not.</summary>
    public void ConcludeInbound(Transport transport, Endpoint local, IpAddress remote)
    {
        if (!AddressSpace.IsHost(local.Address) && !AddressSpace.IsUnspecified(local.Address))
        {
            sink.Filter(FilterRule.LocalNotHost);
        }
        else if (TryIdentify(out var device, out var time))
        {
            var connection = new InboundConnection(transport, local, remote, Sighting.At(time), source) { Device = device, Process = Process() };
            InboundConnection.Conclude(connection, context, sink);
        }
    }

    /// <summary>Concludes the record: a process listens, or why that says nothing.</summary>
    public void ConcludeListening(Transport transport, Endpoint local)
    {
        if (TryIdentify(out var device, out var time))
        {
            ListeningSocket.Conclude(new(transport, local, time) { Device = device, Process = Process() }, context, sink);
        }
    }

    private bool TryIdentify(out DeviceId? device, out DateTimeOffset time)
    {
        device = DeviceNames.Normalise(record.Computer);
        if (!WindowsTime.TryFind(record, context.Properties, out time))
        {
            var text = record[WindowsField.UtcTime] ?? record[WindowsField.SystemTime] ?? record[WindowsField.EventTime] ?? record[WindowsField.Collected];
            sink.Reject(RejectionReason.InvalidTimestamp, text is null ? "no time" : $"time '{text[..Math.Min(text.Length, LongestName)]}'");
            return false;
        }

        if (device is null && record.Computer is { } name)
        {
            sink.Reject(RejectionReason.InvalidIdentifier, $"computer of {name.Length} characters; at most {DeviceId.MaxLength}");
            return false;
        }

        return true;
    }

    // Sysmon writes <unknown process> for one that was gone.
    private ProcessIdentity? Process()
    {
        var path = record[WindowsField.Image];
        var name = path?[(path.LastIndexOfAny(['\\', '/']) + 1)..];
        return name is null or "" or ['<', ..] ? null : new(name[..Math.Min(name.Length, LongestName)], null, ProcessNumber());
    }

    private long ProcessNumber()
    {
        var text = record[WindowsField.ProcessId];
        var isHex = text?.StartsWith("0x", StringComparison.OrdinalIgnoreCase) is true;
        return long.TryParse(isHex ? text![2..] : text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? Math.Max(0, id)
            : 0;
    }

    private string Excerpt(WindowsField field)
    {
        var text = record[field]!;
        return text[..Math.Min(text.Length, LongestName / 2)];
    }
}
