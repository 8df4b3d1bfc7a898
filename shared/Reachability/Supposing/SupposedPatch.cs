using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Reachability.Supposing;

/// <summary>A change that someone supposes of a body.</summary>
/// <param name="IsMerge">Whether it is a merge patch, else a JSON patch.</param>
/// <param name="Patch">The patch.</param>
public sealed record SupposedPatch(bool IsMerge, JsonElement Patch)
{
    /// <summary>Changes a body; null when all went well, else why not. The body is used up either way.</summary>
    public PatchFault? Apply(ref JsonNode? body)
    {
        if (!IsMerge)
        {
            return JsonPatch.Apply(ref body, Patch);
        }

        body = MergePatch.Apply(body, Patch);
        return null;
    }
}
