using System.Text.Json;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Supposing;

namespace ExposurePipeline.Functions.Http.CloudResources;

/// <summary>Reads a supposition and collects what is wrong with it, each by a JSON pointer.</summary>
/// <param name="root">The body, an object.</param>
internal sealed class SuppositionReader(JsonElement root)
{
    private static readonly string[] Known = ["resources", "removed", "patches"];
    private static readonly string[] Kinds = ["mergePatch", "patch"];

    private readonly List<ErrorDetail> problems = [];

    /// <summary>The supposition, or what is wrong.</summary>
    public (Supposition? Asked, ApiError? Error) Read()
    {
        foreach (var member in root.EnumerateObject().Where(static member => !Known.Contains(member.Name)))
        {
            Wrong($"/{member.Name}", $"There is no such member; there are {string.Join(", ", Known)}.");
        }

        var (resources, removed, patches) = (Elements(Known[0]), Elements(Known[1]), Elements(Known[2]));
        if (resources.Count + removed.Count + patches.Count is 0 or > Supposition.MostChanges)
        {
            Wrong("body", $"From 1 to {Supposition.MostChanges} changes are expected in {string.Join(", ", Known)} together.");
        }

        var read = new Supposition(
            [.. resources.Select(static each => new Body(each))],
            [.. removed.Select((each, index) => Name(each, $"/removed/{index}"))],
            [.. patches.Select((each, index) => Patch(each, $"/patches/{index}"))]);
        return problems.Count == 0 ? (read, null) : (null, ErrorOf(problems));
    }

    /// <summary>The error of several problems.</summary>
    public static ApiError ErrorOf(IReadOnlyList<ErrorDetail> problems) => ApiError.InvalidInput(problems[0].Message, problems[0].Target!) with { Details = problems };

    private IReadOnlyList<JsonElement> Elements(string name)
    {
        if (!root.TryGetProperty(name, out var list) || list.ValueKind is JsonValueKind.Null)
        {
            return [];
        }

        if (list.ValueKind is JsonValueKind.Array)
        {
            return [.. list.EnumerateArray().Take(Supposition.MostChanges + 1)];
        }

        Wrong($"/{name}", "An array is expected.");
        return [];
    }

    private (string Id, SupposedPatch Patch) Patch(JsonElement entry, string where)
    {
        if (entry.ValueKind is not JsonValueKind.Object)
        {
            Wrong(where, "An object is expected: an id, and mergePatch or patch.");
            return default;
        }

        var given = entry.EnumerateObject().Where(static member => Kinds.Contains(member.Name)).ToList();
        if (given.Count != 1)
        {
            Wrong(where, "Either mergePatch (RFC 7396) or patch (RFC 6902) is expected.");
        }

        entry.TryGetProperty("id", out var id);
        return (Name(id, $"{where}/id"), given is [var member] ? new(member.Name == Kinds[0], member.Value) : new(true, default));
    }

    private string Name(JsonElement text, string where)
    {
        if (text.ValueKind is JsonValueKind.String && text.GetString()!.Trim() is { Length: > 0 } name)
        {
            return name;
        }

        Wrong(where, "The id of a resource is expected.");
        return "";
    }

    private void Wrong(string where, string message) => problems.Add(new("InvalidInput", message, where));
}
