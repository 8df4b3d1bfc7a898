namespace Azure.Messaging.ServiceBus;

/// <summary>A queue beside a queue or subscription.</summary>
#pragma warning disable CA1711 // named as in the real package
public enum SubQueue
#pragma warning restore CA1711
{
    /// <summary>The queue or subscription itself.</summary>
    None = 0,

    /// <summary>What could not be delivered or processed.</summary>
    DeadLetter = 1,

    /// <summary>What could not be forwarded.</summary>
    TransferDeadLetter = 2,
}
