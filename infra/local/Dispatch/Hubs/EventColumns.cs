using System.Buffers;
using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Local.Broker;
using ExposurePipeline.Local.Dispatch.Handler;

namespace ExposurePipeline.Local.Dispatch.Hubs;

/// <summary>The metadata of a batch by column: every array is JSON inside a JSON string and as long as the batch.</summary>
/// <param name="events">The batch.</param>
internal readonly struct EventColumns(IReadOnlyList<HubEvent> events)
{
    private readonly ArrayBufferWriter<byte> _inner = new();

    private delegate void Cell(Utf8JsonWriter json, HubEvent e);

    public void WriteTo(Utf8JsonWriter json)
    {
        using var inner = new Utf8JsonWriter(_inner, Attempt.Json);
        WriteColumn(json, inner, "PartitionKeyArray"u8, static (w, e) => w.WriteStringValue(e.PartitionKey));
        WriteColumn(json, inner, "OffsetArray"u8, static (w, e) => w.WriteStringValue(Text(e.Offset)));
        WriteColumn(json, inner, "OffsetStringArray"u8, static (w, e) => w.WriteStringValue(Text(e.Offset)));
        WriteColumn(json, inner, "SequenceNumberArray"u8, static (w, e) => w.WriteNumberValue(e.SequenceNumber));
        WriteColumn(json, inner, "EnqueuedTimeUtcArray"u8, static (w, e) => w.WriteStringValue(Unspecified(e)));
        WriteColumn(json, inner, "PropertiesArray"u8, WriteProperties);
        WriteColumn(json, inner, "SystemPropertiesArray"u8, WriteSystemProperties);
    }

    private void WriteColumn(Utf8JsonWriter json, Utf8JsonWriter inner, ReadOnlySpan<byte> name, Cell cell)
    {
        _inner.ResetWrittenCount();
        inner.Reset();
        inner.WriteStartArray();
        foreach (var e in events)
            cell(inner, e);
        inner.WriteEndArray();
        inner.Flush();
        json.WriteString(name, _inner.WrittenSpan);
    }

    private static void WriteProperties(Utf8JsonWriter json, HubEvent e)
    {
        json.WriteStartObject();
        foreach (var (name, value) in e.Properties)
        {
            json.WritePropertyName(name);
            WriteValue(json, value);
        }

        json.WriteEndObject();
    }

    private static void WriteSystemProperties(Utf8JsonWriter json, HubEvent e)
    {
        json.WriteStartObject();
        json.WriteNumber("SequenceNumber"u8, e.SequenceNumber);
        json.WriteNumber("Offset"u8, e.Offset);
        json.WriteString("OffsetString"u8, Text(e.Offset));
        json.WriteString("PartitionKey"u8, e.PartitionKey);
        json.WriteString("EnqueuedTimeUtc"u8, Unspecified(e));
        json.WriteEndObject();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool b: json.WriteBooleanValue(b); break;
            case long n: json.WriteNumberValue(n); break;
            case double d when double.IsFinite(d): json.WriteNumberValue(d); break;
            default: json.WriteStringValue(Convert.ToString(value, CultureInfo.InvariantCulture)); break;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    // The host's DateTime has lost its kind on the way, so no Z follows; sub-seconds survive inside arrays.
    private static DateTime Unspecified(HubEvent e) => DateTime.SpecifyKind(e.EnqueuedTime.UtcDateTime, DateTimeKind.Unspecified);
}
