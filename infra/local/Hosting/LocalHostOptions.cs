namespace ExposurePipeline.Local.Hosting;

/// <summary>How to run everything on one machine. Ports of 0 are chosen by the system.</summary>
public sealed record LocalHostOptions
{
    /// <summary>Where hubs, topics, tables and the status of timers are kept; created when absent.</summary>
    public required string StateFolder { get; init; }

    /// <summary>HTTP functions.</summary>
    public int HttpPort { get; init; }

    /// <summary>Event Hubs and Service Bus.</summary>
    public int BrokerPort { get; init; }

    /// <summary>Bytes of events that may wait to be stored, before publishers are told to come back; null for the broker's default.</summary>
    public long? MostWaitingBytes { get; init; }

    /// <summary>Azurite's tables.</summary>
    public int AzuritePort { get; init; }

    /// <summary>Output folder of the function app.</summary>
    public string AppFolder { get; init; } = RepositoryFolder.FunctionApp;

    /// <summary>The crash of the function app at which the host gives up; 0 for never.</summary>
    public int RestartLimit { get; init; } = 3;

    /// <summary>Settings of the app; they win over the defaults and the connections of this machine.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();

    /// <summary>Told, in a sentence each, what takes long.</summary>
    public Action<string> Progress { get; init; } = static _ => { };
}
