using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Documents;

/// <summary>Resources that Azure may write in their owner's body. Of two copies the newer counts, so a part has the version of the body it came in.</summary>
internal static class NestedResources
{
    /// <summary>Lists of parts that are read as resources, by the type of their owner.</summary>
    private static readonly Dictionary<string, string[]> Parts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Microsoft.Network/firewallPolicies"] = ["ruleCollectionGroups"],
    };

    /// <summary>A resource and its parts.</summary>
    public static IEnumerable<ResourceChange> WithParts(ResourceChange whole) => Parts.TryGetValue(whole.Type, out var lists)
        ? lists.SelectMany(list => PartsIn(whole, list)).Prepend(whole)
        : [whole];

    // A part that is only pointed to has no settings and is told elsewhere.
    private static IEnumerable<ResourceChange> PartsIn(ResourceChange whole, string list) => whole.Body.Properties[list].Items
        .Where(static part => part.HasSettings)
        .Select(part => new ResourceChange(part.IdIn(whole.Id, list), $"{whole.Type}/{list}", ChangeKind.Present, whole.Version, part));
}
