using System.Text.Json.Serialization;

namespace ExposurePipeline.Local.Dispatch.App;

/// <summary>One <c>function.json</c>.</summary>
public sealed record FunctionFile
{
    /// <summary>The folder's name, which is the function's.</summary>
    [JsonIgnore]
    public string Name { get; set; } = "";

    /// <summary>Trigger and outputs.</summary>
    public IReadOnlyList<FunctionBinding> Bindings { get; set; } = [];

    /// <summary>Retry policy; null where none is declared: then a failed batch is passed over.</summary>
    public RetryPolicy? Retry { get; set; }

    /// <summary>The binding that starts the function; null in a file that has none.</summary>
    [JsonIgnore]
    public FunctionBinding? Trigger => Bindings.FirstOrDefault(b => b.Type.EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether the trigger is of a type, ignoring case as the Functions host does.</summary>
    public bool IsTriggeredBy(string type) => string.Equals(Trigger?.Type, type, StringComparison.OrdinalIgnoreCase);
}

/// <summary>One binding; which members matter depends on <see cref="Type"/>.</summary>
public sealed record FunctionBinding
{
    /// <summary>For example <c>eventHubTrigger</c>.</summary>
    public string Type { get; set; } = "";

    /// <summary>The parameter's name.</summary>
    public string Name { get; set; } = "";

    /// <summary>Event Hubs: the hub, usually <c>%SETTING%</c>.</summary>
    public string? EventHubName { get; set; }

    /// <summary>Event Hubs: the consumer group.</summary>
    public string? ConsumerGroup { get; set; }

    /// <summary>Event Hubs: <c>many</c> for batches.</summary>
    public string? Cardinality { get; set; }

    /// <summary>Event Hubs: <c>binary</c> keeps the bytes as they are.</summary>
    public string? DataType { get; set; }

    /// <summary>Timer: NCRONTAB, a time span, or <c>%SETTING%</c>.</summary>
    public string? Schedule { get; set; }

    /// <summary>Timer: also run when the host starts.</summary>
    public bool RunOnStartup { get; set; }

    /// <summary>Timer: keep the schedule status, so that a missed run is made up.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>HTTP: the route below the prefix; the function's name where absent.</summary>
    public string? Route { get; set; }

    /// <summary>HTTP: the methods; all where absent.</summary>
    public IReadOnlyList<string>? Methods { get; set; }
}
