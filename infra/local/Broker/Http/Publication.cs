using System.Text;
using System.Text.Json;
using ExposurePipeline.Local.Broker.Topics;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>What one POST to <c>/messages</c> carries: one message, or a batch.</summary>
/// <param name="Messages">At least one.</param>
/// <param name="Shared">The request's own BrokerProperties: the message's, or, in a batch, what its elements may override.</param>
internal sealed record Publication(IReadOnlyList<SentMessage> Messages, BrokerProperties Shared)
{
    public static bool TryRead(HttpRequest request, byte[] body, out Publication? publication, out string? problem)
    {
        publication = null;
        if (!TryReadHeader(request.Headers["BrokerProperties"].ToString(), out var shared, out problem))
            return false;

        if (string.Equals(request.ContentType, BatchBody.ContentType, StringComparison.OrdinalIgnoreCase))
        {
            if (!BatchBody.TryRead(body, out var messages, out problem))
                return false;
            publication = new(messages, shared);
            return true;
        }

        publication = new([new(shared, request.ContentType, PropertyHeaders.Read(request.Headers), body)], shared);
        return true;
    }

    private static bool TryReadHeader(string header, out BrokerProperties properties, out string? problem)
    {
        properties = BrokerProperties.None;
        problem = null;
        if (header.Length == 0)
            return true;

        try
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(header));
            return reader.Read() && BrokerPropertiesReader.TryRead(ref reader, out properties, out problem) && !reader.Read();
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            problem = $"Header BrokerProperties is not valid JSON: {fault.Message}";
            return false;
        }
    }
}
