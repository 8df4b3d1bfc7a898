using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Aws.LoadBalancing;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>An EC2 instance: by its own addresses and through load balancers.</summary>
public sealed class InstanceAnalysis : IAssetAnalysis
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = new(Cloud.Aws, "Virtual machines", "AWS EC2", "AWS::EC2::Instance");

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        resource is Instance instance ? Of(instance, estate, internet) : null;

    /// <summary>The verdict of an instance.</summary>
    internal static Verdict Of(Instance instance, IEstate estate, InternetSources internet)
    {
        var balanced = BalancedWays.Of(instance, estate, internet);
        return new(instance.Id, [.. DirectWays.Of(instance, estate, internet), .. balanced.Paths], [.. Untold(instance, estate), .. balanced.Missing]);
    }

    private static IEnumerable<string> Untold(Instance instance, IEstate estate) =>
        instance.IsTerminated || DirectWays.InterfacesOf(instance, estate).Any() ? [] : [$"the network interfaces of {instance.Id} were not told"];
}
