namespace ExposurePipeline.Local.Dispatch.App;

/// <summary>The members of <c>host.json</c> that this host acts on; defaults are the Functions host's own.</summary>
public sealed record HostFile
{
    /// <summary>How long an invocation may take; <c>-1</c> for ever. The host waits one minute longer before it gives up.</summary>
    public string FunctionTimeout { get; set; } = "00:30:00";

    /// <summary>How to start the handler.</summary>
    public CustomHandlerSection CustomHandler { get; set; } = new();

    /// <summary>Trigger settings.</summary>
    public ExtensionsSection Extensions { get; set; } = new();

    /// <summary>The invocation limit; null for none.</summary>
    public TimeSpan? Timeout => FunctionTimeout == "-1" ? null : TimeSpan.Parse(FunctionTimeout, null);
}

/// <summary>Section <c>customHandler</c>.</summary>
public sealed record CustomHandlerSection
{
    /// <summary>The executable.</summary>
    public HandlerDescription Description { get; set; } = new();

    /// <summary>Whether HTTP requests go to the handler as they are.</summary>
    public bool EnableForwardingHttpRequest { get; set; }

    /// <summary>How long the handler may take until it listens.</summary>
    public TimeSpan InitializationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>Section <c>customHandler.description</c>.</summary>
public sealed record HandlerDescription
{
    /// <summary>Relative to the app folder, or a name on the search path.</summary>
    public string DefaultExecutablePath { get; set; } = "";

    /// <summary>Empty for the app folder.</summary>
    public string WorkingDirectory { get; set; } = "";

    /// <summary>Before <see cref="WorkerArguments"/>.</summary>
    public IReadOnlyList<string> Arguments { get; set; } = [];

    /// <summary>Last on the command line.</summary>
    public IReadOnlyList<string> WorkerArguments { get; set; } = [];
}

/// <summary>Section <c>extensions</c>.</summary>
public sealed record ExtensionsSection
{
    /// <summary>Event Hubs trigger.</summary>
    public EventHubsSection EventHubs { get; set; } = new();

    /// <summary>HTTP trigger.</summary>
    public HttpSection Http { get; set; } = new();
}

/// <summary>Section <c>extensions.eventHubs</c>.</summary>
public sealed record EventHubsSection
{
    /// <summary>Most events in one invocation.</summary>
    public int MaxEventBatchSize { get; set; } = 100;

    /// <summary>A checkpoint is written after this many batches of a partition.</summary>
    public int BatchCheckpointFrequency { get; set; } = 1;

    /// <summary>Where a partition without a checkpoint begins.</summary>
    public InitialOffset InitialOffsetOptions { get; set; } = new();
}

/// <summary>Section <c>extensions.eventHubs.initialOffsetOptions</c>.</summary>
public sealed record InitialOffset
{
    /// <summary><c>fromStart</c>, the only one this host knows.</summary>
    public string Type { get; set; } = "fromStart";
}

/// <summary>Section <c>extensions.http</c>.</summary>
public sealed record HttpSection
{
    /// <summary>First segment of every route; may be empty.</summary>
    public string RoutePrefix { get; set; } = "api";
}
