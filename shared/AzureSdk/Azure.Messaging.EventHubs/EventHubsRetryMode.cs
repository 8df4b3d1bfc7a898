namespace Azure.Messaging.EventHubs;

/// <summary>How the waits between tries develop.</summary>
public enum EventHubsRetryMode
{
    /// <summary>Always the same.</summary>
    Fixed = 0,

    /// <summary>Doubling, with jitter.</summary>
    Exponential = 1,
}
