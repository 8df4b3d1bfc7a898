using ExposurePipeline.Reachability.Aws.Compute;
using ExposurePipeline.Reachability.Aws.LoadBalancing;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Aws.Services.Containers;
using ExposurePipeline.Reachability.Aws.Services.Databases;
using ExposurePipeline.Reachability.Aws.Services.Storage;
using ExposurePipeline.Reachability.Azure.Services.Ai;
using ExposurePipeline.Reachability.Azure.Services.Apis;
using ExposurePipeline.Reachability.Azure.Services.Containers;
using ExposurePipeline.Reachability.Azure.Services.Databases;
using ExposurePipeline.Reachability.Azure.Services.Storage;
using ExposurePipeline.Reachability.Gcp.Projects;
using ExposurePipeline.Reachability.Gcp.Services.Containers;
using ExposurePipeline.Reachability.Gcp.Services.Databases;
using ExposurePipeline.Reachability.Gcp.Services.Storage;
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
        // Managed services
        new SqlServerAnalysis(),
        new PostgreSqlAnalysis(),
        new PostgreSqlFlexibleAnalysis(),
        new MySqlAnalysis(),
        new MySqlFlexibleAnalysis(),
        new SqlManagedInstanceAnalysis(),
        new MariaDbAnalysis(),
        new CosmosAnalysis(),
        new SynapseAnalysis(),
        new RdsInstanceAnalysis(),
        new RdsClusterAnalysis(),
        new CloudSqlAnalysis(),
        new StorageAccountAnalysis(),
        new S3Analysis(),
        new GcsAnalysis(),
        new OpenAiAnalysis(),
        new AiServicesAnalysis(),
        new SearchAnalysis(),
        new AksAnalysis(),
        new EksAnalysis(),
        new GkeAnalysis(),
        new ApiOperationAnalysis(),
        new ApiManagementAnalysis(),
    ];

    /// <summary>The verdict of a resource, unknown for an asset whose body was not read; null when it is of no kind that is analysed.</summary>
    /// <inheritdoc cref="IAssetAnalysis.Analyse" path="/param"/>
    public static Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) => resource is UnreadResource unread
        ? All.Any(kind => kind.Kind.Type.Equals(unread.Type, StringComparison.OrdinalIgnoreCase)) ? new(unread.Id, [], [$"{unread.Reason}."]) : null
        : resource.Id.Cloud is Cloud.Gcp ? Named(resource, new(estate), at, internet)
        : Judge(resource, estate, at, internet);

    private static Verdict? Named(Resource resource, EitherName estate, DateTimeOffset at, InternetSources internet) =>
        Judge(resource, estate, at, internet) is { } verdict ? verdict with { Missing = [.. verdict.Missing, .. estate.Missing] } : null;

    private static Verdict? Judge(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) =>
        All.Select(kind => kind.Analyse(resource, estate, at, internet)).FirstOrDefault(static verdict => verdict is not null);
}
