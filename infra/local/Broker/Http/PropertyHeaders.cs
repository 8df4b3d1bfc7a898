using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>
/// Custom properties of a single message travel as one header each: texts in double quotes, numbers and booleans without. A value that is none of
/// these is taken as text as it stands (<c>Alert: Strong Wind</c> in the Event Hubs reference).
/// </summary>
internal static class PropertyHeaders
{
    // The headers of HTTP itself and of its clients; traceparent and Diagnostic-Id are properties, by which traces are joined.
    private static readonly HashSet<string> NotProperties = new(StringComparer.OrdinalIgnoreCase)
    {
        "Accept", "Accept-Charset", "Accept-Encoding", "Accept-Language", "Authorization", "baggage", "BrokerProperties", "Cache-Control", "Connection",
        "Content-Encoding", "Content-Language", "Content-Length", "Content-Type", "Cookie", "Correlation-Context", "Date", "Expect", "From", "Host",
        "If-Match", "If-None-Match", "Keep-Alive", "Location", "Origin", "Pragma", "Referer", "Request-Id", "ServiceBusAuthorization", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade", "User-Agent", "Via", "Warning",
    };

    /// <summary>The flat JSON object of the request's custom properties; null when it has none.</summary>
    public static string? Read(IHeaderDictionary headers)
    {
        var custom = headers.Where(header => IsProperty(header.Key)).ToList();
        if (custom.Count == 0)
            return null;

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in custom)
                Write(writer, name, value.ToString().Trim());
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Adds each property as a header. What an HTTP header cannot name was refused when it was sent.</summary>
    public static void Write(IHeaderDictionary headers, string? properties)
    {
        if (properties is null)
            return;
        using var document = JsonDocument.Parse(properties);
        foreach (var property in document.RootElement.EnumerateObject().Where(property => property.Value.ValueKind != JsonValueKind.Null)) // a header has no null
            headers[property.Name] = property.Value.ValueKind == JsonValueKind.String ? Quote(property.Value.GetString()!) : property.Value.GetRawText();
    }

    /// <summary>The first property whose name cannot be a header's, or null.</summary>
    public static string? FirstUnspeakable(string? properties)
    {
        if (properties is null)
            return null;
        using var document = JsonDocument.Parse(properties);
        return document.RootElement.EnumerateObject().Select(property => property.Name).FirstOrDefault(name => !IsToken(name) || !IsProperty(name));
    }

    private static bool IsProperty(string name) => !NotProperties.Contains(name) && !name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase);

    // RFC 9110, section 5.6.2.
    private static bool IsToken(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c, StringComparison.Ordinal));

    private static void Write(Utf8JsonWriter writer, string name, string value)
    {
        writer.WritePropertyName(name);
        if (value is "true" or "false")
            writer.WriteBooleanValue(value == "true");
        else if (long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
            writer.WriteNumberValue(whole);
        else if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
            writer.WriteRawValue(Fraction(number));
        else
            writer.WriteStringValue(Unquote(value));
    }

    // The point in 2.0 is what later tells a fraction from a whole number.
    private static string Fraction(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        return text.AsSpan().ContainsAny('.', 'E') ? text : text + ".0";
    }

    private static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    // Inside the quotes JSON's escapes hold; text that is not valid JSON keeps its characters.
    private static string Unquote(string value)
    {
        if (value.Length < 2 || value[0] != '"' || value[^1] != '"')
            return value;
        try
        {
            return JsonSerializer.Deserialize(value, HeaderJson.Default.String)!;
        }
        catch (JsonException)
        {
            return value[1..^1];
        }
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(string))]
internal sealed partial class HeaderJson : System.Text.Json.Serialization.JsonSerializerContext;
