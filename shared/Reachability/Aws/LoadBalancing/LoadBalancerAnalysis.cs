using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>A load balancer as an asset of its own: on what it listens for whom, whatever stands behind it.</summary>
/// <typeparam name="T">Generation.</typeparam>
/// <param name="kind">The row of the table.</param>
public sealed class LoadBalancerAnalysis<T>(AssetKind kind) : IAssetAnalysis
    where T : LoadBalancer
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = kind;

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) => resource is T balancer
        ? new(balancer.Id, [.. FrontNodes.Of(balancer, estate, internet).Select(node => ToListeners(node.Path, balancer, estate).Build())], [])
        : null;

    private static PathBuilder ToListeners(PathBuilder path, T balancer, IEstate estate) => balancer.Listening(estate) is { } flows
        ? path.Only(flows, balancer.Id.Text, "listeners", flows.IsEmpty ? "it listens on nothing" : $"it listens on {string.Join(", ", flows.Only(Algebra.Family.V4).Boxes)}")
        : path.Unread(balancer.Id.Text, "listeners", $"the listeners of {balancer.Id} were not read");
}
