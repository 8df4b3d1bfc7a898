using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>The analysis of one kind of managed service.</summary>
/// <typeparam name="TService">Its resource.</typeparam>
/// <param name="kind">The row of the table.</param>
public abstract class ServiceAnalysis<TService>(AssetKind kind) : IAssetAnalysis
    where TService : Resource
{
    /// <inheritdoc/>
    public AssetKind Kind => kind;

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        resource is TService service && IsOfThisKind(service) ? Judge(service, estate, at, internet) : null;

    /// <summary>Whether a service is of this row, where several rows share a type of resource.</summary>
    protected virtual bool IsOfThisKind(TService service) => true;

    /// <summary>The verdict.</summary>
    /// <inheritdoc cref="IAssetAnalysis.Analyse" path="/param"/>
    protected abstract Verdict Judge(TService service, IEstate estate, DateTimeOffset at, InternetSources internet);
}
