namespace Azure.Messaging.ServiceBus;

/// <summary>A message to be sent: a payload, what the service acts on, and properties for filters and readers.</summary>
/// <param name="body">The payload.</param>
public partial class ServiceBusMessage(BinaryData body)
{
    private const int LongestKey = 128;

    private readonly Dictionary<string, object> applicationProperties = [];

    /// <summary>A message with an empty payload.</summary>
    public ServiceBusMessage() : this(ReadOnlyMemory<byte>.Empty)
    {
    }

    /// <summary>A message with this text as UTF-8.</summary>
    public ServiceBusMessage(string? body) : this(new BinaryData(body ?? ""))
    {
    }

    /// <summary>A message with this payload, which is not copied.</summary>
    public ServiceBusMessage(ReadOnlyMemory<byte> body) : this(BinaryData.FromBytes(body))
    {
    }

    /// <summary>A new message with what a received one carries, its delivery aside.</summary>
    public ServiceBusMessage(ServiceBusReceivedMessage receivedMessage) : this((receivedMessage ?? throw new ArgumentNullException(nameof(receivedMessage))).Body)
    {
        if (receivedMessage.MessageId.Length > 0) MessageId = receivedMessage.MessageId;
        (PartitionKey, SessionId, ReplyToSessionId) = (receivedMessage.PartitionKey, receivedMessage.SessionId, receivedMessage.ReplyToSessionId);
        (CorrelationId, Subject, ContentType, To, ReplyTo) =
            (receivedMessage.CorrelationId, receivedMessage.Subject, receivedMessage.ContentType, receivedMessage.To, receivedMessage.ReplyTo);
        TimeToLive = receivedMessage.TimeToLive;
        foreach (var (name, value) in receivedMessage.ApplicationProperties) applicationProperties[name] = value;
    }

    /// <summary>The payload.</summary>
    public BinaryData Body { get; set; } = body;

    /// <summary>The sender's name for the message, 1 to 128 characters; an entity with duplicate detection takes each once.</summary>
    /// <exception cref="ArgumentException">Empty, or longer.</exception>
    public string? MessageId
    {
        get;
        set => field = value is { Length: > 0 and <= LongestKey }
            ? value
            : throw new ArgumentException($"A message id has 1 to {LongestKey} characters.", nameof(value));
    }

    /// <summary>Messages of one key stay in one partition of a partitioned entity; up to 128 characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer, or different from <see cref="SessionId"/>.</exception>
    public string? PartitionKey
    {
        get;
        set => field = SessionId is null || SessionId == value
            ? NotTooLong(value)
            : throw new ArgumentOutOfRangeException(nameof(value), $"PartitionKey '{value}' differs from SessionId '{SessionId}'; the service requires them equal.");
    }

    /// <summary>The session, up to 128 characters; it replaces a different <see cref="PartitionKey"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer.</exception>
    public string? SessionId
    {
        get;
        set
        {
            field = NotTooLong(value);
            if (PartitionKey is not null && PartitionKey != value) PartitionKey = value;
        }
    }

    /// <summary>The session for a reply, up to 128 characters.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Longer.</exception>
    public string? ReplyToSessionId { get; set => field = NotTooLong(value); }

    /// <summary>What the message is about; subscriptions filter on it as <c>sys.Label</c>.</summary>
    public string? Subject { get; set; }

    /// <summary>The payload's media type.</summary>
    public string? ContentType { get; set; }

    /// <summary>What the message belongs to.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>An address for routing rules.</summary>
    public string? To { get; set; }

    /// <summary>Where a reply is expected.</summary>
    public string? ReplyTo { get; set; }

    /// <summary>How long the service keeps the message; above zero. By default the entity's own limit.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or less.</exception>
    public TimeSpan TimeToLive
    {
        get;
        set => field = value > TimeSpan.Zero ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A time to live is above zero.");
    } = TimeSpan.MaxValue;

    /// <summary>When receivers may see the message; by default at once. Whole seconds travel.</summary>
    public DateTimeOffset ScheduledEnqueueTime { get; set; }

    /// <summary>Properties of the sender's choice: text, whole numbers, fractions and flags; dates, ids and addresses travel as text.</summary>
    public IDictionary<string, object> ApplicationProperties => applicationProperties;

    /// <summary>The message's id.</summary>
    public override string ToString() => $"{{MessageId:{MessageId}}}";

    private static string? NotTooLong(string? value) =>
        value is null or { Length: <= LongestKey }
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value.Length, $"A key has at most {LongestKey} characters.");
}
