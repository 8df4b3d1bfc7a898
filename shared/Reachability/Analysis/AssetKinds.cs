using ExposurePipeline.Reachability.Aws.Compute;
using ExposurePipeline.Reachability.Aws.LoadBalancing;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>Every kind of asset that is analysed; the table of the README is made of this list.</summary>
public static class AssetKinds
{
    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<IAssetAnalysis> All { get; } =
    [
        new Azure.Compute.VirtualMachineAnalysis(),
        new Azure.Compute.ScaleSetAnalysis(),
        new InstanceAnalysis(),
        new AutoScalingGroupAnalysis(),
        new LoadBalancerAnalysis<ClassicLoadBalancer>(new(Cloud.Aws, "Network", "AWS classic load balancer", "AWS::ElasticLoadBalancing::LoadBalancer")),
        new LoadBalancerAnalysis<LoadBalancerV2>(new(Cloud.Aws, "Network", "AWS application or network load balancer", "AWS::ElasticLoadBalancingV2::LoadBalancer")),
        new NatGatewayAnalysis(),
        new Gcp.Compute.InstanceAnalysis(),
        new Gcp.Compute.InstanceGroupAnalysis(),
        new Gcp.LoadBalancing.ForwardingRuleAnalysis(),
    ];

    /// <summary>The verdict of a resource; null when it is of no kind that is analysed.</summary>
    /// <inheritdoc cref="IAssetAnalysis.Analyse" path="/param"/>
    public static Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        All.Select(kind => kind.Analyse(resource, estate, at, internet)).FirstOrDefault(static verdict => verdict is not null);
}
