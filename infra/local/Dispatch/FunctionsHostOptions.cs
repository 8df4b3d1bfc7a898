using ExposurePipeline.Local.Settings;

namespace ExposurePipeline.Local.Dispatch;

/// <summary>What the host needs to know beyond the app's own files.</summary>
public sealed record FunctionsHostOptions
{
    /// <summary>The function app's output folder, with <c>host.json</c>.</summary>
    public required string AppFolder { get; init; }

    /// <summary>The app's settings; they become the handler's environment.</summary>
    public required AppSettings Settings { get; init; }

    /// <summary>Where the status of timers is kept.</summary>
    public required string TimerStatusPath { get; init; }

    /// <summary>Host name of the Event Hubs namespace, for the metadata of batches.</summary>
    public string EventHubsNamespace { get; init; } = "localhost";

    /// <summary>Port of the HTTP functions; 0 for a free one.</summary>
    public int HttpPort { get; init; }

    /// <summary>The crash of the handler at which the host gives up; 0 for never. The real host's limit is 3.</summary>
    public int RestartLimit { get; init; } = 3;

    /// <summary>The clock.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
