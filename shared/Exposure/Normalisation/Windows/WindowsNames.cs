using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>
/// What collectors call the fields: Windows itself, nxlog, winlogbeat, the Elastic Common Schema, Log Analytics, Wazuh, OpenTelemetry, and
/// converters from XML to JSON. A name with a point holds only in that member; case is ignored.
/// </summary>
internal static class WindowsNames
{
    private const int LongestName = 64;

    private static readonly (string Name, WindowsField? Field)[] Table =
    [
        ("EventID", WindowsField.EventId), ("event_id", WindowsField.EventId), ("event.code", WindowsField.EventId),
        ("EventID.#text", WindowsField.EventId), ("event_id.id", WindowsField.EventId),
        ("Provider", WindowsField.Provider), ("provider_name", WindowsField.Provider), ("ProviderName", WindowsField.Provider),
        ("SourceName", WindowsField.Provider), ("source_name", WindowsField.Provider), ("EventSourceName", WindowsField.Provider),
        ("Provider.Name", WindowsField.Provider), ("Provider.@Name", WindowsField.Provider), ("#attributes.Name", WindowsField.Provider),
        ("Source", WindowsField.Source),
        ("Channel", WindowsField.Channel), ("log_name", WindowsField.Channel), ("EventLog", WindowsField.Channel),
        ("Computer", WindowsField.Computer), ("computer_name", WindowsField.Computer), ("ComputerName", WindowsField.Computer), ("MachineName", WindowsField.Computer),
        ("Hostname", WindowsField.Hostname), ("host.name", WindowsField.Host),
        ("UtcTime", WindowsField.UtcTime),
        ("SystemTime", WindowsField.SystemTime), ("@SystemTime", WindowsField.SystemTime), ("TimeCreated", WindowsField.SystemTime), ("system_time", WindowsField.SystemTime),
        ("EventTime", WindowsField.EventTime),
        ("@timestamp", WindowsField.Collected), ("TimeGenerated", WindowsField.Collected), ("time", WindowsField.Collected), ("timestamp", WindowsField.Collected),
        ("Image", WindowsField.Image), ("Application", WindowsField.Image), ("process.executable", WindowsField.Image),
        ("ProcessId", WindowsField.ProcessId), ("process.pid", WindowsField.ProcessId),
        ("system.ProcessID", null), ("#attributes.ProcessID", null), // the process that wrote the event
        ("Protocol", WindowsField.Protocol), ("network.transport", WindowsField.Protocol),
        ("network.protocol", null), // http, dns and the like
        ("Initiated", WindowsField.Initiated),
        ("Direction", WindowsField.Direction),
        ("LayerName", WindowsField.LayerName), ("LayerRTID", WindowsField.LayerId),
        ("SourceIp", WindowsField.SourceAddress), ("SourceAddress", WindowsField.SourceAddress), ("source.ip", WindowsField.SourceAddress),
        ("SourcePort", WindowsField.SourcePort), ("source.port", WindowsField.SourcePort),
        ("DestinationIp", WindowsField.DestinationAddress), ("DestAddress", WindowsField.DestinationAddress), ("destination.ip", WindowsField.DestinationAddress),
        ("DestinationPort", WindowsField.DestinationPort), ("DestPort", WindowsField.DestinationPort), ("destination.port", WindowsField.DestinationPort),
    ];

    private static readonly AsciiNames Names = new([.. Table.Select(entry => entry.Name)]);

    /// <summary>Members that hold an event, or a part of one. A collector's account of itself (<c>agent</c>, <c>observer</c>) is none.</summary>
    public static AsciiNames Wrappers { get; } = new(
        "Event", "System", "EventData", "Data", "#attributes", "Provider", "TimeCreated", "EventID", "Execution",
        "winlog", "win", "event_id", "event_data", "host", "source", "destination", "network", "process",
        "properties", "_source", "body", "attributes", "result");

    /// <summary>Members that may hold an event, or its data, as text.</summary>
    public static AsciiNames Texts { get; } = new(
        "EventData", "event_data", "SyslogMessage", "RawXml", "RawEventData", "Event", "original", "xml", "EventXml", "Message", "body", "_raw", "Data", "log");

    /// <summary>The field of a <c>Data</c> element of this name; null for all others.</summary>
    public static WindowsField? FieldOf(ReadOnlySpan<byte> data) => data.Length is > 0 and <= LongestName ? Find("EventData"u8, data) : null;

    /// <summary>The field of a member; null for all others.</summary>
    /// <param name="parent">The member around it; empty when there is none.</param>
    /// <param name="name">Its name.</param>
    public static WindowsField? Find(ReadOnlySpan<byte> parent, ReadOnlySpan<byte> name)
    {
        if (parent.Length + 1 + name.Length <= LongestName)
        {
            Span<byte> qualified = stackalloc byte[parent.Length + 1 + name.Length];
            parent.CopyTo(qualified);
            qualified[parent.Length] = (byte)'.';
            name.CopyTo(qualified[(parent.Length + 1)..]);
            if (Names.Find(qualified) is var known and >= 0)
            {
                return Table[known].Field;
            }
        }

        // A name with a point is met above only.
        var plain = name.Contains((byte)'.') ? -1 : Names.Find(name);
        return plain < 0 ? null : Table[plain].Field;
    }
}
