namespace Azure.Messaging.ServiceBus;

/// <summary>A failure of Service Bus or of the way to it.</summary>
public class ServiceBusException : Exception
{
    /// <summary>A failure of which nothing is known.</summary>
    public ServiceBusException()
    {
    }

    /// <summary>A failure in full.</summary>
    public ServiceBusException(
        bool isTransient,
        string? message,
        string? entityName = null,
        ServiceBusFailureReason reason = ServiceBusFailureReason.GeneralError,
        Exception? innerException = null) : base(message, innerException)
    {
        IsTransient = isTransient;
        EntityPath = entityName;
        Reason = reason;
    }

    /// <summary>A failure whose reason says whether it is transient: communication, timeout and a busy service are.</summary>
    public ServiceBusException(string? message, ServiceBusFailureReason reason, string? entityPath = null, Exception? innerException = null)
        : this(Passes(reason), message, entityPath, reason, innerException)
    {
    }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; }

    /// <summary>Why it failed.</summary>
    public ServiceBusFailureReason Reason { get; }

    /// <summary>The queue, topic or subscription, if one was involved.</summary>
    public string? EntityPath { get; }

    /// <summary>The failure in words, with entity and reason.</summary>
    public override string Message => string.IsNullOrEmpty(EntityPath) ? $"{base.Message} ({Reason})" : $"{base.Message} ({EntityPath} - {Reason})";

    private static bool Passes(ServiceBusFailureReason reason) => reason
        is ServiceBusFailureReason.ServiceCommunicationProblem or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.ServiceBusy;
}
