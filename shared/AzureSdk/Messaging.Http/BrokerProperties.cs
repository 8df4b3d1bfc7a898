using System.Text.Json;
using System.Text.Json.Serialization;

namespace Azure.Messaging.Http;

/// <summary>
/// The JSON object of that name, in the request header, the reply header and the elements of a batch
/// (learn.microsoft.com/rest/api/servicebus/message-headers-and-properties). Members it does not know are ignored by the service.
/// </summary>
internal sealed record BrokerProperties
{
    public string? MessageId { get; init; }

    public string? SessionId { get; init; }

    public string? PartitionKey { get; init; }

    /// <summary>The subject.</summary>
    public string? Label { get; init; }

    public string? CorrelationId { get; init; }

    /// <summary>Not in Microsoft's list, where a message's content type is the request's, which a batch cannot use.</summary>
    public string? ContentType { get; init; }

    public string? To { get; init; }

    public string? ReplyTo { get; init; }

    public string? ReplyToSessionId { get; init; }

    /// <summary>Seconds.</summary>
    public double? TimeToLive { get; init; }

    /// <summary>RFC 1123, as all times here.</summary>
    public string? ScheduledEnqueueTimeUtc { get; init; }

    public string? LockToken { get; init; }

    public long? SequenceNumber { get; init; }

    public long? EnqueuedSequenceNumber { get; init; }

    public int? DeliveryCount { get; init; }

    public string? EnqueuedTimeUtc { get; init; }

    public string? LockedUntilUtc { get; init; }

    public string? DeadLetterSource { get; init; }

    public string? ToJsonOrNull() =>
        this == Empty ? null : JsonSerializer.Serialize(this, BrokerPropertiesJson.Default.BrokerProperties);

    /// <summary>Reads a reply's header; false when it is not an object of the known shape.</summary>
    public static bool TryRead(string json, out BrokerProperties properties)
    {
        try
        {
            properties = JsonSerializer.Deserialize(json, BrokerPropertiesJson.Default.BrokerProperties) ?? Empty;
            return true;
        }
        catch (JsonException)
        {
            properties = Empty;
            return false;
        }
    }

    public static BrokerProperties Empty { get; } = new();
}

[JsonSourceGenerationOptions(
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    PropertyNameCaseInsensitive = true)]
[JsonSerializable(typeof(BrokerProperties))]
internal sealed partial class BrokerPropertiesJson : JsonSerializerContext;
