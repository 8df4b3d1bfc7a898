namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>What a resource is part of, as far as its id tells.</summary>
internal static class Containment
{
    private const string Providers = "/providers/";

    /// <summary>The enclosing resources, the nearest first; of each its id in lower case.</summary>
    public static IEnumerable<string> Azure(string id)
    {
        var start = id.LastIndexOf(Providers, StringComparison.OrdinalIgnoreCase);
        if (start > 0)
        {
            var parts = id[(start + Providers.Length)..].Split('/');
            for (var length = parts.Length - 2; length >= 3; length -= 2)
            {
                yield return $"{id[..start]}{Providers}{string.Join('/', parts[..length])}".ToLowerInvariant();
            }
        }

        var scope = (start > 0 ? id[..start] : id).Split('/');
        if (start > 0 && scope.Length > 4)
        {
            yield return string.Join('/', scope[..5]).ToLowerInvariant();
        }

        if (scope.Length > 2)
        {
            yield return string.Join('/', scope[..3]).ToLowerInvariant();
        }
    }

    /// <summary>The project of a full resource name of Google's; null where the name has none.</summary>
    public static string? Project(string name)
    {
        var parts = name.Split('/');
        var at = Array.IndexOf(parts, "projects");
        return at > 0 && at + 1 < parts.Length && parts[at + 1].Length > 0 ? parts[at + 1] : null;
    }
}
