using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>Reads the <c>BrokerProperties</c> object of a header or of a batch element. Members it does not know are passed over, as documented.</summary>
internal static class BrokerPropertiesReader
{
    /// <summary>From a position on the object's opening brace to its closing one.</summary>
    public static bool TryRead(ref Utf8JsonReader reader, out BrokerProperties properties, out string? problem)
    {
        properties = BrokerProperties.None;
        problem = reader.TokenType == JsonTokenType.StartObject ? null : "BrokerProperties is not a JSON object";
        while (problem is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            reader.Read();
            problem = Apply(ref properties, name, ref reader);
        }

        return problem is null;
    }

    private static string? Apply(ref BrokerProperties properties, string name, ref Utf8JsonReader reader)
    {
        switch (name)
        {
            case "TimeToLive" or "TimeToLiveTimeSpan":
                properties = properties with { TimeToLive = Duration(ref reader) };
                return properties.TimeToLive > TimeSpan.Zero ? null : $"BrokerProperties.{name} is neither seconds above zero nor a time span like 0.00:00:40";
            case "ScheduledEnqueueTimeUtc":
                properties = properties with { ScheduledEnqueueTimeUtc = Instant(ref reader) };
                return properties.ScheduledEnqueueTimeUtc is not null ? null : "BrokerProperties.ScheduledEnqueueTimeUtc is not a date like Sun, 06 Nov 1994 08:49:37 GMT";
            default:
                return ApplyText(ref properties, name, ref reader);
        }
    }

    private static string? ApplyText(ref BrokerProperties properties, string name, ref Utf8JsonReader reader)
    {
        var isText = reader.TokenType is JsonTokenType.String or JsonTokenType.Null;
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        BrokerProperties? changed = name switch
        {
            "MessageId" => properties with { MessageId = text },
            "SessionId" => properties with { SessionId = text },
            "PartitionKey" => properties with { PartitionKey = text },
            "CorrelationId" => properties with { CorrelationId = text },
            "Label" => properties with { Label = text },
            "ContentType" => properties with { ContentType = text },
            "To" => properties with { To = text },
            "ReplyTo" => properties with { ReplyTo = text },
            "ReplyToSessionId" => properties with { ReplyToSessionId = text },
            _ => null,
        };
        reader.Skip();
        properties = changed is null ? properties : changed;
        return changed is null || isText ? null : $"BrokerProperties.{name} is not a string";
    }

    private static TimeSpan? Duration(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return Seconds(reader.GetDouble());

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) ? Seconds(seconds)
            : TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out var span) ? span
            : null;
    }

    // More than a TimeSpan holds is "for ever".
    private static TimeSpan? Seconds(double seconds) =>
        seconds <= 0 ? null : seconds >= TimeSpan.MaxValue.TotalSeconds ? TimeSpan.MaxValue : TimeSpan.FromSeconds(seconds);

    private static DateTimeOffset? Instant(ref Utf8JsonReader reader)
    {
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        reader.Skip();
        const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;
        return DateTimeOffset.TryParseExact(text, "R", CultureInfo.InvariantCulture, Utc, out var instant)
            || DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, Utc, out instant) ? instant : null;
    }
}
