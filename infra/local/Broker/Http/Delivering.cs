using System.Text;
using System.Text.Json;
using ExposurePipeline.Local.Broker.Topics;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>Writes a received message: its body, and its properties as headers.</summary>
internal static class Delivering
{
    public static Task WriteAsync(HttpContext context, Entity from, ReceivedMessage message)
    {
        var response = context.Response;
        response.StatusCode = message.Lock is null ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        PropertyHeaders.Write(response.Headers, message.Message.Properties);
        response.Headers["BrokerProperties"] = Broker(message);
        response.ContentType = message.Message.ContentType;
        response.ContentLength = message.Message.Body.Length;
        if (message.Lock is { } held)
            response.Headers.Location = $"{context.Request.Scheme}://{context.Request.Host}/{from.Path}/messages/{message.SequenceNumber}/{held.Token}";
        return response.Body.WriteAsync(message.Message.Body).AsTask();
    }

    // The default encoder writes ASCII only, as a header must be.
    private static string Broker(ReceivedMessage message)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteDelivery(writer, message);
            WriteSent(writer, message.Message.Broker);
            writer.WriteEndObject();
        }

        return Encoding.ASCII.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void WriteDelivery(Utf8JsonWriter writer, ReceivedMessage message)
    {
        writer.WriteNumber("DeliveryCount", message.DeliveryCount);
        writer.WriteString("EnqueuedTimeUtc", message.EnqueuedTime.ToString("R"));
        writer.WriteNumber("SequenceNumber", message.SequenceNumber);
        writer.WriteString("State", "Active");
        if (message.Lock is not { } held)
            return;
        writer.WriteString("LockToken", held.Token);
        writer.WriteString("LockedUntilUtc", held.Until.ToString("R"));
    }

    private static void WriteSent(Utf8JsonWriter writer, BrokerProperties broker)
    {
        if (broker.TimeToLive is { } life)
            writer.WriteNumber("TimeToLive", life.TotalSeconds);
        foreach (var (name, value) in (ReadOnlySpan<(string, string?)>)[
            ("MessageId", broker.MessageId), ("SessionId", broker.SessionId), ("PartitionKey", broker.PartitionKey),
            ("CorrelationId", broker.CorrelationId), ("Label", broker.Label), ("To", broker.To), ("ReplyTo", broker.ReplyTo),
            ("ReplyToSessionId", broker.ReplyToSessionId)])
        {
            if (value is not null)
                writer.WriteString(name, value);
        }
    }
}
