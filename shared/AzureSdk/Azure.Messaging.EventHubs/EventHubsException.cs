namespace Azure.Messaging.EventHubs;

/// <summary>A failure of Event Hubs or of the way to it.</summary>
/// <param name="isTransient">Whether the same call may succeed later.</param>
/// <param name="eventHubName">The hub, if one was involved.</param>
/// <param name="message">What happened.</param>
/// <param name="reason">Why.</param>
/// <param name="innerException">The cause, if known.</param>
public class EventHubsException(bool isTransient, string? eventHubName, string? message, EventHubsException.FailureReason reason, Exception? innerException)
    : Exception(message, innerException)
{
    /// <summary>A failure for a general reason.</summary>
    public EventHubsException(bool isTransient, string? eventHubName) : this(isTransient, eventHubName, null, FailureReason.GeneralError, null)
    {
    }

    /// <summary>A failure for this reason.</summary>
    public EventHubsException(bool isTransient, string? eventHubName, FailureReason reason) : this(isTransient, eventHubName, null, reason, null)
    {
    }

    /// <summary>A failure for a general reason, in words.</summary>
    public EventHubsException(bool isTransient, string? eventHubName, string? message) : this(isTransient, eventHubName, message, FailureReason.GeneralError, null)
    {
    }

    /// <summary>A failure for this reason, in words.</summary>
    public EventHubsException(bool isTransient, string? eventHubName, string? message, FailureReason reason) : this(isTransient, eventHubName, message, reason, null)
    {
    }

    /// <summary>A failure for a general reason with its cause.</summary>
    public EventHubsException(bool isTransient, string? eventHubName, string? message, Exception? innerException)
        : this(isTransient, eventHubName, message, FailureReason.GeneralError, innerException)
    {
    }

    /// <summary>A failure whose reason says whether it is transient: communication, timeout and a busy service are.</summary>
    public EventHubsException(string? eventHubName, string? message, FailureReason reason) : this(Passes(reason), eventHubName, message, reason, null)
    {
    }

    /// <summary>Whether the same call may succeed later.</summary>
    public bool IsTransient { get; } = isTransient;

    /// <summary>Why it failed.</summary>
    public FailureReason Reason { get; } = reason;

    /// <summary>The hub, if one was involved.</summary>
    public string? EventHubName { get; } = eventHubName;

    /// <summary>The failure in words, with the hub's name.</summary>
    public override string Message => string.IsNullOrEmpty(EventHubName) ? base.Message : $"{base.Message} ({EventHubName})";

    private static bool Passes(FailureReason reason) =>
        reason is FailureReason.ServiceCommunicationProblem or FailureReason.ServiceTimeout or FailureReason.ServiceBusy;

    /// <summary>The reasons that a program can act on.</summary>
#pragma warning disable CA1034 // nested as in the real package
    public enum FailureReason
#pragma warning restore CA1034
    {
        /// <summary>None of the others.</summary>
        GeneralError = 0,

        /// <summary>The client was closed before.</summary>
        ClientClosed = 1,

        /// <summary>Another consumer took the partition.</summary>
        ConsumerDisconnected = 2,

        /// <summary>No such hub or partition.</summary>
        ResourceNotFound = 3,

        /// <summary>The event or the batch is larger than the service takes.</summary>
        MessageSizeExceeded = 4,

        /// <summary>A quota is used up.</summary>
        QuotaExceeded = 5,

        /// <summary>The service asks to slow down.</summary>
        ServiceBusy = 6,

        /// <summary>No answer in time.</summary>
        ServiceTimeout = 7,

        /// <summary>The service could not be reached.</summary>
        ServiceCommunicationProblem = 8,

        /// <summary>Another producer took the partition.</summary>
        ProducerDisconnected = 9,

        /// <summary>The client cannot go on.</summary>
        InvalidClientState = 10,
    }
}
