using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>A message as delivered: what was sent, and the service's record of it.</summary>
public class ServiceBusReceivedMessage
{
    private readonly BrokerProperties broker;

    internal ServiceBusReceivedMessage(BinaryData body, string? contentType, BrokerProperties broker, IReadOnlyDictionary<string, object> applicationProperties, string? lockPath)
    {
        this.broker = broker;
        Body = body;
        ContentType = contentType;
        ApplicationProperties = applicationProperties;
        LockPath = lockPath;
        LockedUntil = WireTime.Read(broker.LockedUntilUtc);
    }

    /// <summary>The payload.</summary>
    public BinaryData Body { get; }

    /// <summary>The payload's media type.</summary>
    public string? ContentType { get; }

    /// <summary>The sender's properties. REST tells text, whole number, fraction and flag apart, not a number's width.</summary>
    public IReadOnlyDictionary<string, object> ApplicationProperties { get; }

    /// <summary>The sender's name for the message, or the service's if it had none.</summary>
    public string MessageId => broker.MessageId ?? "";

    /// <summary>The session, if any.</summary>
    public string? SessionId => broker.SessionId;

    /// <summary>The partition key, if any.</summary>
    public string? PartitionKey => broker.PartitionKey;

    /// <summary>What the message is about.</summary>
    public string? Subject => broker.Label;

    /// <summary>What the message belongs to.</summary>
    public string? CorrelationId => broker.CorrelationId;

    /// <summary>An address for routing rules.</summary>
    public string? To => broker.To;

    /// <summary>Where a reply is expected.</summary>
    public string? ReplyTo => broker.ReplyTo;

    /// <summary>The session for a reply.</summary>
    public string? ReplyToSessionId => broker.ReplyToSessionId;

    /// <summary>How long the service keeps the message.</summary>
    public TimeSpan TimeToLive => WireTime.ReadSeconds(broker.TimeToLive);

    /// <summary>When the sender wanted it seen, to the second; default if at once.</summary>
    public DateTimeOffset ScheduledEnqueueTime => WireTime.Read(broker.ScheduledEnqueueTimeUtc);

    /// <summary>Deliveries so far, this one included; 1 the first time.</summary>
    public int DeliveryCount => broker.DeliveryCount ?? 0;

    /// <summary>The message's place in its entity, ascending.</summary>
    public long SequenceNumber => broker.SequenceNumber ?? 0;

    /// <summary>The place in the entity it first entered.</summary>
    public long EnqueuedSequenceNumber => broker.EnqueuedSequenceNumber ?? 0;

    /// <summary>When the service took it, to the second.</summary>
    public DateTimeOffset EnqueuedTime => WireTime.Read(broker.EnqueuedTimeUtc);

    /// <summary>The lock, by which it is completed, abandoned or renewed; empty after receive-and-delete.</summary>
    public string LockToken => broker.LockToken ?? Guid.Empty.ToString();

    /// <summary>Until when the lock holds, exclusive, to the second.</summary>
    public DateTimeOffset LockedUntil { get; internal set; }

    /// <summary>The entity from which it was dead-lettered, if it was.</summary>
    public string? DeadLetterSource => broker.DeadLetterSource;

    /// <summary>Why it was dead-lettered, if it was.</summary>
    public string? DeadLetterReason => ApplicationProperties.GetValueOrDefault("DeadLetterReason") as string;

    /// <summary>Why it was dead-lettered, in words.</summary>
    public string? DeadLetterErrorDescription => ApplicationProperties.GetValueOrDefault("DeadLetterErrorDescription") as string;

    /// <summary>Path of the lock's address; null after receive-and-delete.</summary>
    internal string? LockPath { get; }

    /// <summary>The message's id.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";
}
