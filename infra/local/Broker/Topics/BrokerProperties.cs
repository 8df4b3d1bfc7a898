using System.Text.Json.Serialization;

namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>The members of the <c>BrokerProperties</c> header that a sender sets; stored as they came.</summary>
internal sealed record BrokerProperties
{
    public static BrokerProperties None { get; } = new();

    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? PartitionKey { get; init; }

    public string? CorrelationId { get; init; }

    public string? Label { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    /// <summary>Of a batch's element, which has no header of its own; for a single message the request's Content-Type counts.</summary>
    [JsonIgnore]
    public string? ContentType { get; init; }

    /// <summary>Counted from enqueueing; null takes the entity's default.</summary>
    public TimeSpan? TimeToLive { get; init; }

    /// <summary>When it becomes visible; null is at once.</summary>
    [JsonIgnore]
    public DateTimeOffset? ScheduledEnqueueTimeUtc { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BrokerProperties))]
[JsonSerializable(typeof(EntitySettings))]
internal sealed partial class TopicJson : JsonSerializerContext;
