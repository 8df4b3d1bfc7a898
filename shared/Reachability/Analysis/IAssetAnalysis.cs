using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>How one kind of asset is reached. One file a kind; the table of kinds is made of these.</summary>
public interface IAssetAnalysis
{
    /// <summary>The row of the table.</summary>
    AssetKind Kind { get; }

    /// <summary>The verdict of a resource of this kind; null for a resource of another.</summary>
    /// <param name="resource">The asset.</param>
    /// <param name="estate">Everything else.</param>
    /// <param name="at">What time it is: authorisations may have ended.</param>
    /// <param name="internet">Who counts as the internet.</param>
    Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet);
}

/// <summary>A kind of asset.</summary>
/// <param name="Cloud">Whose.</param>
/// <param name="Category">As Defender for Cloud groups it: <c>Virtual machines</c>, <c>Databases</c>, …</param>
/// <param name="Name">As people call it.</param>
/// <param name="Type">The cloud's own name of the type.</param>
public sealed record AssetKind(Cloud Cloud, string Category, string Name, string Type);
