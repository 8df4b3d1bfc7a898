using System.ComponentModel;
using Azure.Core;
using Azure.Messaging.Http;

namespace Azure.Messaging.EventHubs;

/// <summary>An event to be published: a payload and the properties that describe it.</summary>
/// <param name="eventBody">The payload.</param>
public class EventData(BinaryData eventBody) : MessageContent
{
    private readonly Dictionary<string, object> properties = [];

    /// <summary>An event with an empty payload.</summary>
    public EventData() : this(ReadOnlyMemory<byte>.Empty)
    {
    }

    /// <summary>An event with this payload, which is not copied.</summary>
    public EventData(ReadOnlyMemory<byte> eventBody) : this(new BinaryData(eventBody))
    {
    }

    /// <summary>An event with this text as UTF-8.</summary>
    public EventData(string eventBody) : this(new BinaryData(eventBody))
    {
    }

    /// <summary>The payload.</summary>
    public BinaryData EventBody { get; set; } = eventBody;

    /// <summary>The payload's bytes.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public ReadOnlyMemory<byte> Body => EventBody.ToMemory();

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override BinaryData? Data
    {
        get => EventBody;
        set => EventBody = value ?? new BinaryData(ReadOnlyMemory<byte>.Empty);
    }

    /// <summary>The payload's media type; not acted on by the service.</summary>
    public new string? ContentType { get; set; }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected override ContentType? ContentTypeCore
    {
        get => ContentType is null ? null : new ContentType(ContentType);
        set => ContentType = value?.ToString();
    }

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool IsReadOnly => false;

    /// <summary>The sender's name for the event. Event Hubs does not remove duplicates; readers may.</summary>
    public string? MessageId { get; set; }

    /// <summary>What the event belongs to.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>Properties of the sender's choice: text, whole numbers, fractions and flags; dates, ids and addresses travel as text.</summary>
    public IDictionary<string, object> Properties => properties;

    internal WireMessage ToWire(string? partitionKey) => new(
        Body,
        new BrokerProperties { PartitionKey = partitionKey, MessageId = MessageId, CorrelationId = CorrelationId, ContentType = ContentType },
        Properties);
}
