namespace Azure.Messaging.ServiceBus;

/// <summary>How the waits between tries develop.</summary>
public enum ServiceBusRetryMode
{
    /// <summary>Always the same.</summary>
    Fixed = 0,

    /// <summary>Doubling, with jitter.</summary>
    Exponential = 1,
}
