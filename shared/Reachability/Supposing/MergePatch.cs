using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Reachability.Supposing;

/// <summary>Merge patches (RFC 7396): members replace members, null takes one away, and what is no object replaces all.</summary>
public static class MergePatch
{
    /// <summary>The document as the patch leaves it. The document is used up.</summary>
    public static JsonNode? Apply(JsonNode? document, JsonElement patch)
    {
        if (patch.ValueKind is not JsonValueKind.Object)
        {
            return JsonValues.Of(patch);
        }

        var members = document as JsonObject ?? [];
        foreach (var member in patch.EnumerateObject())
        {
            var old = members[member.Name];
            members.Remove(member.Name);
            if (member.Value.ValueKind is not JsonValueKind.Null)
            {
                members[member.Name] = Apply(old, member.Value);
            }
        }

        return members;
    }
}
