using System.Globalization;
using System.Text.Json;

namespace Azure.Data.Tables.Entities;

/// <summary>JSON with minimal metadata to properties. An annotation counts before or after the property it describes.</summary>
internal static class EntityReader
{
    public static T ReadOne<T>(ReadOnlySpan<byte> utf8) where T : class, ITableEntity
    {
        var json = new Utf8JsonReader(utf8);
        json.Read();
        return EntityShape.Write<T>(ReadEntity(ref json));
    }

    /// <summary>The entities of a query's answer: <c>{"odata.metadata":…,"value":[…]}</c>.</summary>
    public static List<T> ReadMany<T>(ReadOnlySpan<byte> utf8) where T : class, ITableEntity
    {
        var json = new Utf8JsonReader(utf8);
        var entities = new List<T>();
        json.Read();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = json.ValueTextEquals("value"u8);
            json.Read();
            if (!isValue)
            {
                json.Skip();
                continue;
            }

            while (json.Read() && json.TokenType == JsonTokenType.StartObject)
            {
                entities.Add(EntityShape.Write<T>(ReadEntity(ref json)));
            }
        }

        return entities;
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

    private static object? Typed(string name, object? value, string? type) => (type ?? Implied(name), value) switch
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
