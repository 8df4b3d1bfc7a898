using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>JSON with minimal metadata to properties. An annotation counts before or after the property it describes.</summary>
internal static class EntityReader
{
    /// <exception cref="JsonException">It is not one object of properties; other exceptions are <see cref="EntityAnswer"/>'s to tell.</exception>
    public static Dictionary<string, object?> ReadOne(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        Expect(ref json, JsonTokenType.StartObject, "an entity");
        var entity = ReadEntity(ref json);
        ExpectEnd(ref json);
        return entity;
    }

    /// <summary>The entities of a query's answer: <c>{"odata.metadata":…,"value":[…]}</c>.</summary>
    /// <exception cref="JsonException">There is no list of entities; other exceptions are <see cref="EntityAnswer"/>'s to tell.</exception>
    public static List<Dictionary<string, object?>> ReadMany(ReadOnlySpan<byte> utf8)
    {
        var json = new Utf8JsonReader(utf8);
        List<Dictionary<string, object?>>? entities = null;
        Expect(ref json, JsonTokenType.StartObject, "an answer to a query");
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("value"u8))
            {
                entities = ReadList(ref json);
            }
            else
            {
                json.Read();
                json.Skip();
            }
        }

        ExpectEnd(ref json);
        return entities ?? throw new JsonException("An answer to a query has no list 'value'.");
    }

    private static List<Dictionary<string, object?>> ReadList(ref Utf8JsonReader json)
    {
        var entities = new List<Dictionary<string, object?>>();
        Expect(ref json, JsonTokenType.StartArray, "a list of entities");
        while (json.Read() && json.TokenType == JsonTokenType.StartObject)
        {
            entities.Add(ReadEntity(ref json));
        }

        return json.TokenType == JsonTokenType.EndArray ? entities : throw new JsonException($"A {json.TokenType} is not an entity.");
    }

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token, string what)
    {
        if (!json.Read() || json.TokenType != token) throw new JsonException($"A {json.TokenType} is not {what}.");
    }

    // The JSON reader itself refuses a second document, but only when asked to go on.
    private static void ExpectEnd(ref Utf8JsonReader json)
    {
        if (json.Read()) throw new JsonException("Something follows the answer.");
    }

    private static Dictionary<string, object?> ReadEntity(ref Utf8JsonReader json)
    {
        var properties = new Dictionary<string, object?>(StringComparer.Ordinal);
        Dictionary<string, string>? early = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (name.EndsWith(EntityNames.TypeSuffix, StringComparison.Ordinal))
                Annotate(properties, early ??= [], name[..^EntityNames.TypeSuffix.Length], json.GetString());
            else if (!name.StartsWith(EntityNames.ODataPrefix, StringComparison.Ordinal) || name == EntityNames.ODataETag)
                properties[name] = Typed(name, ReadValue(ref json), early?.GetValueOrDefault(name));
            else
                json.Skip();
        }

        return properties;
    }

    private static void Annotate(Dictionary<string, object?> properties, Dictionary<string, string> early, string name, string? type)
    {
        if (type is null) return;
        if (properties.TryGetValue(name, out var value))
            properties[name] = Typed(name, value, type);
        else
            early[name] = type;
    }

    private static object? ReadValue(ref Utf8JsonReader json) => json.TokenType switch
    {
        JsonTokenType.String => json.GetString(),
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        JsonTokenType.Null => null,
        JsonTokenType.Number when json.TryGetInt32(out var number) => number,
        JsonTokenType.Number when json.TryGetInt64(out var number) => number,
        JsonTokenType.Number => json.GetDouble(),
        _ => throw new JsonException($"A {json.TokenType} is not a property value of an entity."),
    };

    // Keys and versions are texts; another kind would only be noticed where it is used.
    private static object? Typed(string name, object? value, string? type) => name is EntityNames.PartitionKey or EntityNames.RowKey or EntityNames.ODataETag && value is not string
        ? throw new JsonException($"Property {name} must be a text.")
        : TypedValue(name, value, type);

    private static object? TypedValue(string name, object? value, string? type) => (type ?? Implied(name), value) switch
    {
        (null, _) or (_, null) => value,
        (EdmTypes.String or EdmTypes.Boolean or EdmTypes.Int32, _) => value,
        (EdmTypes.Int64, string text) => long.Parse(text, CultureInfo.InvariantCulture),
        (EdmTypes.Int64, int number) => (long)number,
        (EdmTypes.Int64, long) => value,
        (EdmTypes.Double, string text) => ParseDouble(text),
        (EdmTypes.Double, double) => value,
        (EdmTypes.Double, int or long) => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        (EdmTypes.Guid, string text) => Guid.Parse(text),
        (EdmTypes.Binary, string text) => Convert.FromBase64String(text),
        (EdmTypes.DateTime, string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
        (EdmTypes.DateTime, DateTimeOffset) => value,
        var (edm, other) => throw new JsonException($"Property {name} is declared {edm} but holds a {other.GetType().Name}."),
    };

    // The service declares the types of all properties but its own.
    private static string? Implied(string name) => name == EntityNames.Timestamp ? EdmTypes.DateTime : null;

    private static double ParseDouble(string text) => text switch
    {
        "INF" or "Infinity" => double.PositiveInfinity,
        "-INF" or "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
