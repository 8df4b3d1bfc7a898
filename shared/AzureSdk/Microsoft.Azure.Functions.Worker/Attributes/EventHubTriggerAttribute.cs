using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function with events of an event hub.</summary>
/// <param name="eventHubName">The hub's name; <c>%NAME%</c> is replaced by the app setting NAME.</param>
public sealed class EventHubTriggerAttribute(string eventHubName) : TriggerBindingAttribute
{
    /// <summary>The hub's name as given.</summary>
    public string EventHubName { get; } = eventHubName;

    /// <summary>The consumer group; <see langword="null"/> means <c>$Default</c>.</summary>
    public string? ConsumerGroup { get; set; }

    /// <summary>The setting, or prefix of settings, that says how to connect.</summary>
    public string? Connection { get; set; }

    /// <summary>Whether one invocation takes a batch (the default) or a single event.</summary>
    public bool IsBatched { get; set; } = true;
}
