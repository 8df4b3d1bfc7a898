using System.Collections.Frozen;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>Which kind of asset a type of resource is, as far as the type alone tells.</summary>
public static class AssetTypes
{
    private static readonly FrozenDictionary<string, AssetType> Known = AssetKinds.All
        .GroupBy(static each => each.Kind.Type, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(static type => type.Key, static type => new AssetType(type.First().Kind.Category, string.Join(" or ", type.Select(static each => each.Kind.Name))), StringComparer.OrdinalIgnoreCase);

    /// <summary>The kind; null for resources that are no assets.</summary>
    /// <param name="cloud">Whose type.</param>
    /// <param name="type">The cloud's own name of the type.</param>
    public static AssetType? Of(Cloud cloud, string type) => Known.GetValueOrDefault(cloud is Cloud.Gcp ? Everywhere(type) : type);

    // Cloud Asset Inventory has types of their own for some global and some regional resources.
    private static string Everywhere(string type) => type.Replace("/Global", "/", StringComparison.Ordinal).Replace("/Region", "/", StringComparison.Ordinal);
}

/// <summary>A kind of asset, or several that share a type.</summary>
/// <param name="Category">As Defender for Cloud groups it.</param>
/// <param name="Name">As people call it.</param>
public sealed record AssetType(string Category, string Name);
