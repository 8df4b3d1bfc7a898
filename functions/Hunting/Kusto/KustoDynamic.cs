using System.Text.Json;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Functions.Hunting.Kusto;

/// <summary>Reads dynamic values: JSON in its place, or as a text that holds it.</summary>
internal static class KustoDynamic
{
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    public static Dynamic? Read(JsonElement value)
    {
        if (value.ValueKind is not JsonValueKind.String || value.GetString() is not ['{' or '[' or '"', ..] text)
        {
            return Of(value);
        }

        try
        {
            using var document = JsonDocument.Parse(text, Deep);
            return Of(document.RootElement);
        }
        catch (JsonException) // a text that only looks so is itself
        {
            return Dynamic.Of(text);
        }
    }

    private static Dynamic? Of(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new DynamicBag(value.EnumerateObject().Select(static each => KeyValuePair.Create(each.Name, Of(each.Value)))),
        JsonValueKind.Array => new DynamicArray([.. value.EnumerateArray().Select(Of)]),
        JsonValueKind.String => Dynamic.Of(value.GetString()!),
        JsonValueKind.Number => value.TryGetInt64(out var whole) ? Dynamic.Of(whole) : Dynamic.Of(value.GetDouble()),
        JsonValueKind.True or JsonValueKind.False => Dynamic.Of(value.GetBoolean()),
        _ => null,
    };
}
