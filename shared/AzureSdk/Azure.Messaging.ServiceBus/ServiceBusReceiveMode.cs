namespace Azure.Messaging.ServiceBus;

/// <summary>What receiving does to a message.</summary>
public enum ServiceBusReceiveMode
{
    /// <summary>It is locked until completed, abandoned or the lock ends.</summary>
    PeekLock = 0,

    /// <summary>It is gone; a reader that dies loses it.</summary>
    ReceiveAndDelete = 1,
}
