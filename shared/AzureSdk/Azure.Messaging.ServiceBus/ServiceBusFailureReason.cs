namespace Azure.Messaging.ServiceBus;

/// <summary>The reasons that a program can act on.</summary>
public enum ServiceBusFailureReason
{
    /// <summary>None of the others.</summary>
    GeneralError = 0,

    /// <summary>No such queue, topic or subscription.</summary>
    MessagingEntityNotFound = 1,

    /// <summary>The lock ended; the message comes again.</summary>
    MessageLockLost = 2,

    /// <summary>No such message.</summary>
    MessageNotFound = 3,

    /// <summary>The message or the batch is larger than the service takes.</summary>
    MessageSizeExceeded = 4,

    /// <summary>The entity is switched off.</summary>
    MessagingEntityDisabled = 5,

    /// <summary>A quota is used up.</summary>
    QuotaExceeded = 6,

    /// <summary>The service asks to slow down.</summary>
    ServiceBusy = 7,

    /// <summary>No answer in time.</summary>
    ServiceTimeout = 8,

    /// <summary>The service could not be reached.</summary>
    ServiceCommunicationProblem = 9,

    /// <summary>The session is another reader's.</summary>
    SessionCannotBeLocked = 10,

    /// <summary>The session's lock ended.</summary>
    SessionLockLost = 11,

    /// <summary>The entity exists already.</summary>
    MessagingEntityAlreadyExists = 12,
}
