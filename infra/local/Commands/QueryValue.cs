using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Local.Commands;

/// <summary>Undoes what Graph's wire does to values: bools are numbers there, absent values empty objects, bags carry their type, elements of collections are texts.</summary>
internal static class QueryValue
{
    private const string Annotation = "@odata.type";

    /// <summary>Escapes no more than JSON demands.</summary>
    public static JsonSerializerOptions Relaxed { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value of a column; null where it is absent.</summary>
    public static JsonNode? Of(JsonElement value, string type) => (type, value.ValueKind) switch
    {
        ("SByte", JsonValueKind.Number) => value.GetInt32() != 0,
        (_, JsonValueKind.Object) => value.EnumerateObject().Any() ? Plain(value) : null,
        _ => Plain(value),
    };

    /// <summary>A value in one cell of a table.</summary>
    public static string Text(JsonNode? value) => value switch
    {
        null => "",
        JsonValue single => single.ToString(),
        _ => value.ToJsonString(Relaxed),
    };

    private static JsonNode? Plain(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => new JsonObject(value.EnumerateObject().Where(static each => !each.Name.EndsWith(Annotation, StringComparison.Ordinal)).Select(static each => KeyValuePair.Create(each.Name, Plain(each.Value)))),
        JsonValueKind.Array => new JsonArray([.. value.EnumerateArray().Select(Element)]),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };

    private static JsonNode? Element(JsonElement element)
    {
        if (element.ValueKind is not JsonValueKind.String || element.GetString() is not ['{' or '[', ..] text)
            return Plain(element);
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException) // a text that only begins so
        {
            return text;
        }
    }
}
