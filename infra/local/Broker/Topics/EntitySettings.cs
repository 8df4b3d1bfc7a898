namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>
/// What can be set on a queue, topic or subscription; defaults are Service Bus's, except that time to live is unlimited. One record for the
/// three: Service Bus uses one name for each setting, and ignores those an entity does not have.
/// </summary>
public sealed record EntitySettings
{
    /// <summary>The longest lock Service Bus grants.</summary>
    public static readonly TimeSpan LongestLock = TimeSpan.FromMinutes(5);

    /// <summary>How long a peeked message is kept from others; up to five minutes.</summary>
    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Deliveries after which a message that was not completed goes to the dead-letter queue; at least 1.</summary>
    public int MaxDeliveryCount { get; init; } = 10;

    /// <summary>The longest a message lives here; a message may ask for less, never for more. Null is for ever.</summary>
    public TimeSpan? DefaultMessageTimeToLive { get; init; }

    /// <summary>Whether an expired message goes to the dead-letter queue instead of vanishing.</summary>
    public bool DeadLetteringOnMessageExpiration { get; init; }

    /// <summary>Queues and topics: whether a message id seen within the window is accepted but not kept again.</summary>
    public bool RequiresDuplicateDetection { get; init; }

    /// <summary>How long a message id is remembered, from its first arrival inclusive to the window's end exclusive.</summary>
    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Subscriptions: a message is kept when any rule matches. Null stands for the one rule that matches all, as Service Bus creates it.</summary>
    public IReadOnlyList<Rule>? Rules { get; init; }

    /// <summary>The first setting out of range, or null.</summary>
    public string? Problem() =>
        LockDuration <= TimeSpan.Zero || LockDuration > LongestLock ? $"LockDuration is {LockDuration}; it must be above zero and at most {LongestLock}"
        : MaxDeliveryCount < 1 ? $"MaxDeliveryCount is {MaxDeliveryCount}; it must be at least 1"
        : DefaultMessageTimeToLive <= TimeSpan.Zero ? $"DefaultMessageTimeToLive is {DefaultMessageTimeToLive}; it must be above zero"
        : DuplicateDetectionHistoryTimeWindow <= TimeSpan.Zero ? $"DuplicateDetectionHistoryTimeWindow is {DuplicateDetectionHistoryTimeWindow}; it must be above zero"
        : null;
}
