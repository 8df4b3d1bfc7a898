namespace ExposurePipeline.Local.Broker.Topics;

/// <param name="Broker">What the sender said; <see cref="BrokerProperties.MessageId"/> is set before it is stored.</param>
/// <param name="ContentType">The body's type; null when the sender named none.</param>
/// <param name="Properties">A flat JSON object, or null for none.</param>
/// <param name="Body">The bytes.</param>
internal sealed record SentMessage(BrokerProperties Broker, string? ContentType, string? Properties, byte[] Body);

/// <param name="SequenceNumber">Its number in this queue or subscription, from 1.</param>
/// <param name="Message">As sent.</param>
/// <param name="DeliveryCount">This delivery included.</param>
/// <param name="EnqueuedTime">When it was accepted, or became visible if it was scheduled.</param>
/// <param name="Lock">Null when it was received and deleted in one.</param>
internal sealed record ReceivedMessage(long SequenceNumber, SentMessage Message, int DeliveryCount, DateTimeOffset EnqueuedTime, MessageLock? Lock);

/// <param name="Token">Names this one delivery.</param>
/// <param name="Until">The first instant at which the lock is lost.</param>
internal readonly record struct MessageLock(string Token, DateTimeOffset Until);
