using System.Globalization;
using System.Runtime.Serialization;
using System.Text.Json;

namespace Azure.Messaging.Http;

/// <summary>
/// The value of an application property: JSON in a batch, and in a reply's header a quoted string, a bare number or a bare
/// <c>true</c>/<c>false</c>. Numbers keep whether they are whole, not their width; dates, ids and addresses travel as text.
/// </summary>
internal static class PropertyValue
{
    /// <summary>Writes one member. A null is left out, since a reply's header cannot carry it.</summary>
    /// <exception cref="SerializationException">The type is not one that a property may have.</exception>
    public static void Write(Utf8JsonWriter json, string name, object? value)
    {
        switch (value)
        {
            case null: break;
            case string text: json.WriteString(name, text); break;
            case bool flag: json.WriteBoolean(name, flag); break;
            case byte or sbyte or short or ushort or int or uint or long: json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture)); break;
            case ulong number: json.WriteNumber(name, number); break;
            case float or double or decimal: WriteFraction(json, name, (IFormattable)value); break;
            default: json.WriteString(name, Text(name, value)); break;
        }
    }

    /// <summary>Reads the value of a reply's header; text without quotes that is neither number nor flag stays text.</summary>
    public static object Read(string header) =>
        header is ['"', .., '"'] ? Unquote(header)
        : bool.TryParse(header, out var flag) ? flag
        : int.TryParse(header, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) ? whole
        : long.TryParse(header, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var big) ? big
        : double.TryParse(header, NumberStyles.Float, CultureInfo.InvariantCulture, out var fraction) ? fraction
        : header;

    // The point in 2.0 is what tells a reader that the sender had a fraction, not a whole number.
    private static void WriteFraction(Utf8JsonWriter json, string name, IFormattable value)
    {
        var text = value.ToString(null, CultureInfo.InvariantCulture);
        if (value is double and not (> double.NegativeInfinity and < double.PositiveInfinity) or float and not (> float.NegativeInfinity and < float.PositiveInfinity))
        {
            throw new SerializationException($"Property '{name}' is {text}, which JSON cannot carry.");
        }

        json.WritePropertyName(name);
        json.WriteRawValue(text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0");
    }

    private static string Text(string name, object value) => value switch
    {
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        TimeSpan or Guid => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Uri address => address.OriginalString,
        char letter => letter.ToString(),
        _ => throw new SerializationException($"Property '{name}' is of type {value.GetType()}, which a message cannot carry."),
    };

    // Microsoft documents the quotes but no escapes; clients in the field write JSON's, so those are undone where they parse.
    private static string Unquote(string header)
    {
        try
        {
            return JsonSerializer.Deserialize(header, PropertyValueJson.Default.String) ?? header;
        }
        catch (JsonException)
        {
            return header[1..^1];
        }
    }
}
