using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>Entity to JSON with the annotations the service needs. Null properties, ETag and Timestamp are not sent.</summary>
internal static class EntityWriter
{
    // Not HTML: the default encoder would turn each non-ASCII character into six bytes of a payload limited to 4 MiB.
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ReadOnlyMemory<byte> Write(ITableEntity entity)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(buffer, Compact))
        {
            json.WriteStartObject();
            foreach (var (name, value) in EntityShape.Read(entity))
            {
                WriteProperty(json, name, value);
            }

            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void WriteProperty(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: return;
            case string text: json.WriteString(name, text); return;
            case int number: json.WriteNumber(name, number); return;
            case bool truth: json.WriteBoolean(name, truth); return;
            case Enum constant: json.WriteString(name, constant.ToString()); return;
            case double number: WriteDouble(json, name, number); return;
            default: WriteAnnotated(json, name, value); return;
        }
    }

    private static void WriteAnnotated(Utf8JsonWriter json, string name, object value)
    {
        var (type, text) = value switch
        {
            long number => (EdmTypes.Int64, number.ToString(CultureInfo.InvariantCulture)),
            Guid id => (EdmTypes.Guid, id.ToString()),
            DateTimeOffset instant => (EdmTypes.DateTime, Format(instant.UtcDateTime)),
            DateTime { Kind: DateTimeKind.Utc } instant => (EdmTypes.DateTime, Format(instant)),
            DateTime instant => throw new NotSupportedException($"DateTime {instant:O} of {name} has a Kind of {instant.Kind}; it must be UTC."),
            byte[] bytes => (EdmTypes.Binary, Convert.ToBase64String(bytes)),
            BinaryData data => (EdmTypes.Binary, Convert.ToBase64String(data)),
            _ => throw new NotSupportedException($"Not supported type {value.GetType()} of property {name}; the Table service has no such type."),
        };
        json.WriteString(name + EntityNames.TypeSuffix, type);
        json.WriteString(name, text);
    }

    private static void WriteDouble(Utf8JsonWriter json, string name, double number)
    {
        json.WriteString(name + EntityNames.TypeSuffix, EdmTypes.Double);
        if (double.IsFinite(number))
            json.WriteNumber(name, number);
        else
            json.WriteString(name, double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
    }

    private static string Format(DateTime utc) => utc.ToString(EdmTypes.DateTimeFormat, CultureInfo.InvariantCulture);
}
