namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>What is read of a Windows event, whatever its collector calls it.</summary>
internal enum WindowsField
{
    /// <summary>The number of the event's kind.</summary>
    EventId,

    /// <summary>Who writes such events.</summary>
    Provider,

    /// <summary>The provider as the Event table names it; elsewhere a word of many meanings.</summary>
    Source,

    /// <summary>The log.</summary>
    Channel,

    /// <summary>The device, as the event itself names it.</summary>
    Computer,

    /// <summary>The device, as a forwarder names it.</summary>
    Hostname,

    /// <summary>The device, as the Elastic Common Schema names it; may be the collector.</summary>
    Host,

    /// <summary>Sysmon's own time: UTC.</summary>
    UtcTime,

    /// <summary>When the event was written: UTC.</summary>
    SystemTime,

    /// <summary>When the event was written: local time, mostly without a zone.</summary>
    EventTime,

    /// <summary>When a collector took the event.</summary>
    Collected,

    /// <summary>The path of the process.</summary>
    Image,

    /// <summary>The process.</summary>
    ProcessId,

    /// <summary>Name or number of the transport protocol.</summary>
    Protocol,

    /// <summary>Sysmon: whether the process opened the connection.</summary>
    Initiated,

    /// <summary>Filtering platform: inbound or outbound.</summary>
    Direction,

    /// <summary>Filtering platform: the layer's message number.</summary>
    LayerName,

    /// <summary>Filtering platform: the layer's number.</summary>
    LayerId,

    /// <summary>One end.</summary>
    SourceAddress,

    /// <summary>Its port.</summary>
    SourcePort,

    /// <summary>The other end.</summary>
    DestinationAddress,

    /// <summary>Its port.</summary>
    DestinationPort,

    /// <summary>Text that could have held an event and holds none.</summary>
    OtherText,
}
