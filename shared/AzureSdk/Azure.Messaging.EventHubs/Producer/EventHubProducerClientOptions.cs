namespace Azure.Messaging.EventHubs.Producer;

/// <summary>How a producer connects and retries.</summary>
public class EventHubProducerClientOptions
{
    /// <summary>A name for logs; by default a new id.</summary>
    public string? Identifier { get; set; }

    /// <summary>How the service is reached.</summary>
    public EventHubConnectionOptions ConnectionOptions { get; set; } = new();

    /// <summary>Tries and waits.</summary>
    public EventHubsRetryOptions RetryOptions { get; set; } = new();
}
