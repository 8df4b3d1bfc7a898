namespace ExposurePipeline.Local.Broker;

/// <summary>Where the broker keeps its file, which entities it declares, and for how long hubs keep events.</summary>
public sealed record BrokerOptions
{
    /// <summary>What <see cref="MostWaitingBytes"/> is when nothing else is said.</summary>
    public const long DefaultWaitingBytes = 64 * 1024 * 1024;

    /// <summary>The one SQLite file. It is created, with its folder, when absent; one process at a time may hold it.</summary>
    public required string DatabasePath { get; init; }

    /// <summary>A configuration file in the shape of the official emulators' Config.json; none when null.</summary>
    public string? EntitiesPath { get; init; }

    /// <summary>The loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The key's name in connection strings; the emulators' well-known one by default.</summary>
    public string KeyName { get; init; } = "RootManageSharedAccessKey";

    /// <summary>The key itself, used as UTF-8 text; the emulators' well-known one by default.</summary>
    public string Key { get; init; } = "SAS_KEY_VALUE";

    /// <summary>Events older than this are removed; seven days, as a new Event Hubs Standard hub offers at most.</summary>
    public TimeSpan RetainFor { get; init; } = TimeSpan.FromDays(7);

    /// <summary>Bytes of events kept per partition, the oldest going first; null keeps all that <see cref="RetainFor"/> allows.</summary>
    public long? RetainBytesPerPartition { get; init; }

    /// <summary>Bytes of events that may wait to be stored; beyond, publishers are told to come back (503 with Retry-After).</summary>
    public long MostWaitingBytes { get; init; } = DefaultWaitingBytes;

    /// <summary>
    /// Whether an acknowledged write also survives a power cut. A killed process loses nothing either way: its pages are in the
    /// operating system's cache. The price of true is one disk flush per group of requests.
    /// </summary>
    public bool SurvivePowerLoss { get; init; }

    /// <summary>The clock; tests bring their own.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
