using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using ExposurePipeline.Local.Broker.Topics;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>The batch format that hubs, queues and topics share: an array of Body, IsBodyBase64, BrokerProperties, UserProperties.</summary>
internal static class BatchBody
{
    /// <summary>Exactly this; with a parameter such as charset the body is one message, as in Azure.</summary>
    public const string ContentType = "application/vnd.microsoft.servicebus.json";

    /// <summary>Reads all elements, or names the first that cannot be read by its index, from 0.</summary>
    public static bool TryRead(ReadOnlySpan<byte> json, out List<SentMessage> messages, [NotNullWhen(false)] out string? problem)
    {
        messages = [];
        if (!Utf8.IsValid(json))
        {
            problem = "The batch is not valid UTF-8.";
            return false;
        }

        try
        {
            problem = Read(json, messages);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Utf8JsonReader has no Try form; InvalidOperationException is its answer to a lone surrogate.
            problem = $"The batch is not valid JSON: {fault.Message}";
        }

        return problem is null;
    }

    private static string? Read(ReadOnlySpan<byte> json, List<SentMessage> messages)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
            return "The batch is not a JSON array.";

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var element = new Element();
            if (element.Read(ref reader, json) is { } problem || !element.TryFinish(out var message, out problem))
                return $"Element {messages.Count}: {problem}.";
            messages.Add(message);
        }

        return reader.Read() ? "The batch goes on after its array." : messages.Count == 0 ? "The batch is empty." : null;
    }

    private ref struct Element
    {
        private Utf8JsonReader _body; // at the text, whose meaning a later member may tell
        private bool _isBase64;
        private string? _properties;
        private BrokerProperties _broker = BrokerProperties.None;

        public Element()
        {
        }

        public string? Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
        {
            if (reader.TokenType != JsonTokenType.StartObject)
                return "it is not an object";

            string? problem = null;
            while (problem is null && reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                problem = Member(ref reader, json);
            return problem;
        }

        public readonly bool TryFinish([NotNullWhen(true)] out SentMessage? message, out string? problem)
        {
            var body = _body.TokenType != JsonTokenType.String ? null : _isBase64 ? FromBase64(_body) : Encoding.UTF8.GetBytes(_body.GetString()!);
            problem = body is not null ? null : _body.TokenType != JsonTokenType.String ? "Body is missing" : "Body is not base64, as IsBodyBase64 says";
            message = body is null ? null : new(_broker, _broker.ContentType, _properties, body);
            return message is not null;
        }

        private string? Member(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
        {
            if (reader.ValueTextEquals("Body"u8))
                return Body(ref reader);
            if (reader.ValueTextEquals("IsBodyBase64"u8))
                return IsBase64(ref reader);
            if (reader.ValueTextEquals("BrokerProperties"u8))
                return Broker(ref reader);
            if (reader.ValueTextEquals("UserProperties"u8))
                return Properties(ref reader, json);

            reader.Skip();
            return null;
        }

        private string? Broker(ref Utf8JsonReader reader)
        {
            reader.Read();
            return BrokerPropertiesReader.TryRead(ref reader, out _broker, out var problem) ? null : problem;
        }

        private string? Body(ref Utf8JsonReader reader)
        {
            reader.Read();
            _body = reader;
            return reader.TokenType == JsonTokenType.String ? null : "Body is not a string";
        }

        private string? IsBase64(ref Utf8JsonReader reader)
        {
            reader.Read();
            _isBase64 = reader.TokenType == JsonTokenType.True;
            return reader.TokenType is JsonTokenType.True or JsonTokenType.False ? null : "IsBodyBase64 is not true or false";
        }

        private string? Properties(ref Utf8JsonReader reader, ReadOnlySpan<byte> json)
        {
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                return "UserProperties is not an object";

            var start = (int)reader.TokenStartIndex;
            var count = 0;
            for (; reader.Read() && reader.TokenType == JsonTokenType.PropertyName; count++)
            {
                var name = reader.GetString();
                reader.Read();
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    return $"UserProperties.{name} is not a plain value";
                if (reader.TokenType == JsonTokenType.String)
                    reader.GetString(); // refuses here what reading it back would refuse later
            }

            _properties = count == 0 ? null : Encoding.UTF8.GetString(json[start..(int)reader.BytesConsumed]);
            return null;
        }

        private static byte[]? FromBase64(Utf8JsonReader text) => text.TryGetBytesFromBase64(out var bytes) ? bytes : null;
    }
}
