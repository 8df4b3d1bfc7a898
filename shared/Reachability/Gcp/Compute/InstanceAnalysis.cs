using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>Compute Engine instances.</summary>
public sealed class InstanceAnalysis : IAssetAnalysis
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = new(Cloud.Gcp, "Virtual machines", "GCP compute instance", "compute.googleapis.com/Instance");

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        resource is Instance instance ? InstanceWays.Of(instance, estate, internet.Strangers) : null;
}
