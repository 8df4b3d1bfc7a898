namespace Azure.Messaging.ServiceBus;

/// <summary>How a sender sends.</summary>
public class ServiceBusSenderOptions
{
    /// <summary>A name for logs; by default a new id.</summary>
    public string? Identifier { get; set; }
}
