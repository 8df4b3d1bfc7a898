using System.Buffers;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Azure.Messaging.Http;

/// <summary>
/// The body of a batch as it grows: a JSON array of elements, which the service takes all or none. Each message is encoded once, when it
/// is added, so its size is known exactly. Not for use by two threads at once.
/// </summary>
internal sealed class BatchBody(long maximumSize) : IDisposable
{
    // The default encoder writes every quote of a JSON payload in six bytes; the service reads JSON, not HTML.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ArrayBufferWriter<byte> body = new();
    private readonly ArrayBufferWriter<byte> element = new();
    private readonly Utf8JsonWriter json = new(Stream.Null, Compact);

    /// <summary>Messages added.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes of the body if it were sent now, brackets included.</summary>
    public long Size => Math.Max(body.WrittenCount, 1) + 1;

    /// <summary>Bytes of the element tried last, whether it fitted or not.</summary>
    public int LastElementSize => element.WrittenCount;

    /// <summary>Most bytes that <see cref="Size"/> may reach, inclusive.</summary>
    public long MaximumSize => maximumSize;

    /// <summary>Adds the message if the body then still fits; otherwise changes nothing.</summary>
    public bool TryAdd(in WireMessage message)
    {
        Encode(message);
        var needed = Size + element.WrittenCount + (Count > 0 ? 1 : 0);
        if (needed > maximumSize) return false;

        body.Write(Count > 0 ? ","u8 : "["u8);
        body.Write(element.WrittenSpan);
        Count++;
        return true;
    }

    public void Dispose() => json.Dispose();

    /// <summary>The whole body; the batch may grow afterwards without changing it.</summary>
    public ReadOnlyMemory<byte> ToBody()
    {
        var whole = new byte[Size];
        whole[0] = (byte)'[';
        body.WrittenSpan.CopyTo(whole);
        whole[^1] = (byte)']';
        return whole;
    }

    private void Encode(in WireMessage message)
    {
        element.ResetWrittenCount();
        json.Reset(element);
        json.WriteStartObject();
        WriteBody(message.Body.Span);
        WriteBroker(message.Broker);
        WriteProperties(message.Properties, Activity.Current);
        json.WriteEndObject();
        json.Flush();
    }

    private void WriteBody(ReadOnlySpan<byte> payload)
    {
        if (Utf8.IsValid(payload))
        {
            json.WriteString("Body"u8, payload);
            return;
        }

        json.WriteBase64String("Body"u8, payload);
        json.WriteBoolean("IsBodyBase64"u8, true);
    }

    private void WriteBroker(BrokerProperties broker)
    {
        if (broker == BrokerProperties.Empty) return;
        json.WritePropertyName("BrokerProperties"u8);
        JsonSerializer.Serialize(json, broker, BrokerPropertiesJson.Default.BrokerProperties);
    }

    private void WriteProperties(IDictionary<string, object> properties, Activity? span)
    {
        if (properties.Count == 0 && span is null) return;
        json.WriteStartObject("UserProperties"u8);
        foreach (var (name, value) in properties) PropertyValue.Write(json, name, value);
        TraceContext.Write(json, span, properties);
        json.WriteEndObject();
    }
}
