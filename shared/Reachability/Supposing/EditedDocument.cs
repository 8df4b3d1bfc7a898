using System.Text.Json.Nodes;

namespace ExposurePipeline.Reachability.Supposing;

/// <summary>A JSON document while a patch changes it. Each edit answers null, or why it cannot be made.</summary>
/// <param name="root">The document; used up.</param>
internal sealed class EditedDocument(JsonNode? root)
{
    private const string NoPlace = "there is no such place.";
    private const int MostDepth = 64;

    // A copy into what is copied doubles it, and so does the next.
    private const int MostCopied = 1024 * 1024;

    private int copied;

    /// <summary>The document as it is now.</summary>
    public JsonNode? Root { get; private set; } = root;

    /// <summary>Puts a value in a place: in an object in place of what is there, in an array before it.</summary>
    public string? Add(JsonPointer path, JsonNode? value)
    {
        if (path.Tokens.Count + Depth(value) > MostDepth)
        {
            return $"it would be nested deeper than {MostDepth} levels.";
        }

        if (path.IsRoot)
        {
            Root = value;
            return null;
        }

        path.TryFindParent(Root, out var parent);
        switch (parent)
        {
            case JsonObject members:
                members[path.Last] = value;
                return null;
            case JsonArray elements when path.Last == JsonPointer.End:
                elements.Add(value);
                return null;
            case JsonArray elements when JsonPointer.TryIndex(path.Last, elements.Count + 1, out var index):
                elements.Insert(index, value);
                return null;
            default:
                return NoPlace;
        }
    }

    /// <summary>Takes away what is in a place.</summary>
    public string? Remove(JsonPointer path)
    {
        if (path.IsRoot)
        {
            Root = null;
            return null;
        }

        path.TryFindParent(Root, out var parent);
        switch (parent)
        {
            case JsonObject members when members.Remove(path.Last):
                return null;
            case JsonArray elements when JsonPointer.TryIndex(path.Last, elements.Count, out var index):
                elements.RemoveAt(index);
                return null;
            default:
                return NoPlace;
        }
    }

    /// <summary>Moves what is in one place to another.</summary>
    public string? Move(JsonPointer from, JsonPointer path) =>
        from.IsAbove(path) ? "it lies inside of what is moved."
        : !from.TryFind(Root, out var value) ? $"there is nothing at '{from}'."
        : Remove(from) ?? Add(path, value);

    /// <summary>Puts a copy of what is in one place into another.</summary>
    public string? Copy(JsonPointer from, JsonPointer path) =>
        !from.TryFind(Root, out var value) ? $"there is nothing at '{from}'."
        : (copied += value?.ToJsonString().Length ?? 0) > MostCopied ? $"all copies together may have at most {MostCopied} characters."
        : Add(path, value?.DeepClone());

    /// <summary>Whether a place holds a value.</summary>
    public string? Test(JsonPointer path, JsonNode? expected) =>
        !path.TryFind(Root, out var value) ? NoPlace
        : JsonNode.DeepEquals(value, expected) ? null
        : "another value is there.";

    private static int Depth(JsonNode? value) => value switch
    {
        JsonObject members => 1 + members.Select(static member => Depth(member.Value)).DefaultIfEmpty().Max(),
        JsonArray elements => 1 + elements.Select(Depth).DefaultIfEmpty().Max(),
        _ => 0,
    };
}
