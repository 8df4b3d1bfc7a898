namespace Azure.Messaging.ServiceBus;

/// <summary>How a receiver receives.</summary>
public class ServiceBusReceiverOptions
{
    /// <summary>Lock or delete. Default: lock.</summary>
    public ServiceBusReceiveMode ReceiveMode { get; set; } = ServiceBusReceiveMode.PeekLock;

    /// <summary>Which queue beside the entity. Default: the entity itself.</summary>
    public SubQueue SubQueue { get; set; } = SubQueue.None;

    /// <summary>A name for logs; by default a new id.</summary>
    public string? Identifier { get; set; }
}
