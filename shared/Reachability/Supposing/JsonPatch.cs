using System.Text.Json;
using System.Text.Json.Nodes;

namespace ExposurePipeline.Reachability.Supposing;

/// <summary>JSON patches (RFC 6902): operations one after the other, all or none.</summary>
public static class JsonPatch
{
    private static readonly string[] Names = ["add", "remove", "replace", "move", "copy", "test"];

    /// <summary>Applies a patch; null when all went well, else the first operation that cannot be done. The document is used up either way.</summary>
    public static PatchFault? Apply(ref JsonNode? document, JsonElement patch)
    {
        if (patch.ValueKind is not JsonValueKind.Array)
        {
            return new("", "A JSON patch is an array of operations.");
        }

        var (edited, index) = (new EditedDocument(document), 0);
        foreach (var operation in patch.EnumerateArray())
        {
            if (Apply(edited, operation, $"/{index++}") is { } fault)
            {
                return fault;
            }
        }

        document = edited.Root;
        return null;
    }

    private static PatchFault? Apply(EditedDocument document, JsonElement operation, string where)
    {
        if (Text(operation, "op") is not { } name || !Names.Contains(name))
        {
            return new($"{where}/op", $"An operation is one of {string.Join(", ", Names)}.");
        }

        if (Pointer(operation, "path") is not { } path)
        {
            return new($"{where}/path", "A JSON pointer is expected: empty, or tokens each after a slash.");
        }

        var problem = name switch
        {
            "remove" => document.Remove(path),
            "move" or "copy" => Transfer(document, name, operation, path),
            _ when !operation.TryGetProperty("value", out _) => "the operation has no 'value'.",
            "add" => document.Add(path, Value(operation)),
            "replace" => document.Remove(path) ?? document.Add(path, Value(operation)),
            _ => document.Test(path, Value(operation)),
        };
        return problem is null ? null : new($"{where}/path", $"{name} '{path}': {problem}");
    }

    private static string? Transfer(EditedDocument document, string name, JsonElement operation, JsonPointer path) =>
        Pointer(operation, "from") is not { } from ? "'from' is no JSON pointer."
        : name == "move" ? document.Move(from, path)
        : document.Copy(from, path);

    private static JsonNode? Value(JsonElement operation) => JsonValues.Of(operation.GetProperty("value"));

    private static JsonPointer? Pointer(JsonElement operation, string name) => Text(operation, name) is { } text && JsonPointer.TryParse(text, out var pointer) ? pointer : null;

    private static string? Text(JsonElement operation, string name) =>
        operation.ValueKind is JsonValueKind.Object && operation.TryGetProperty(name, out var text) && text.ValueKind is JsonValueKind.String ? text.GetString() : null;
}
