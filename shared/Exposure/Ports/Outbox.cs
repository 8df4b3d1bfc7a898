using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Ports;

/// <summary>Where a message goes.</summary>
public enum Channel
{
    /// <summary>Topic <c>tag-changes</c>.</summary>
    TagChanges,

    /// <summary>Topic <c>recommendations</c>.</summary>
    Recommendations,

    /// <summary>Hub <c>observations</c>: one entity tells another something.</summary>
    Signals,
}

/// <summary>A message that was decided together with a change of state.</summary>
/// <param name="Id">Derived, so that a repetition has the same one; at most 128 characters.</param>
/// <param name="Channel">Where it goes.</param>
/// <param name="Subject">The entity it is about; a signal goes to this entity.</param>
/// <param name="Body">UTF-8: a CloudEvent in structured JSON, or encoded observations for a signal.</param>
/// <param name="Properties">Application properties for filters; text values.</param>
/// <param name="Created">When it was decided, UTC.</param>
/// <param name="Enqueued">When the source event was accepted by its hub, UTC; null for messages that time caused.</param>
public sealed record OutboxMessage(
    string Id, Channel Channel, EntityId Subject, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Properties,
    DateTimeOffset Created, DateTimeOffset? Enqueued)
{
    /// <summary>The effective moment of what it tells, UTC; null for signals.</summary>
    public DateTimeOffset? EventTime { get; init; }
}

/// <summary>A committed message with the place where it is kept until sent.</summary>
/// <param name="Message">What to send.</param>
/// <param name="Partition">Storage partition, opaque to all but the store.</param>
/// <param name="Key">Key in the partition, opaque to all but the store.</param>
public sealed record OutboxRow(OutboxMessage Message, string Partition, string Key);

/// <summary>A row of the outbox that cannot be read.</summary>
/// <param name="Partition">Its storage partition.</param>
/// <param name="Key">Its key in the partition.</param>
/// <param name="Problem">What is wrong with it.</param>
public sealed record DamagedRow(string Partition, string Key, string Problem);

/// <summary>Sends messages to their channels; returns only when every one was accepted.</summary>
public interface IMessageSender
{
    /// <summary>Sends, keeping the order of messages that share a subject.</summary>
    /// <exception cref="MessageRefusedException">Some message was refused for what it is; others may have been sent.</exception>
    Task SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation);
}
