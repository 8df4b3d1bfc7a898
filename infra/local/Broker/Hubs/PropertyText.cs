using System.Collections.Frozen;
using System.Text.Json;

namespace ExposurePipeline.Local.Broker.Hubs;

/// <summary>Application properties, kept as a flat JSON object.</summary>
internal static class PropertyText
{
    public static IReadOnlyDictionary<string, object?> Read(string? json)
    {
        if (json is null)
            return FrozenDictionary<string, object?>.Empty;

        using var document = JsonDocument.Parse(json);
        var properties = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase); // HTTP headers have no case
        foreach (var property in document.RootElement.EnumerateObject())
            properties[property.Name] = Value(property.Value);
        return properties;
    }

    private static object? Value(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => element.GetDouble(),
        _ => null,
    };
}
