using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Supposing;

/// <summary>JSON values that can be changed. Of members that are written twice the last counts, as everywhere else.</summary>
public static class JsonValues
{
    /// <summary>A body; null where there is none.</summary>
    public static JsonNode? Of(Body body) => body.Exists ? Of(JsonElement.Parse(body.ToString())) : null;

    /// <summary>A value.</summary>
    public static JsonNode? Of(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new JsonObject();
                foreach (var member in value.EnumerateObject())
                {
                    members[member.Name] = Of(member.Value);
                }

                return members;
            case JsonValueKind.Array:
                return new JsonArray([.. value.EnumerateArray().Select(Of)]);
            default:
                return JsonValue.Create(value);
        }
    }

    /// <summary>The body that a value makes.</summary>
    public static Body ToBody(JsonNode? value) => new(JsonElement.Parse(value?.ToJsonString() ?? "null"));
}
