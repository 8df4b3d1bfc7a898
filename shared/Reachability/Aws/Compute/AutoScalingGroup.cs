using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>An Auto Scaling group: instances that come and go.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Instances">Its instances, as it last told of them.</param>
/// <param name="Subnets">Where it launches instances.</param>
/// <param name="Launches">What it launches; null where it does not say.</param>
/// <param name="TargetGroups">Target groups in which each instance is registered.</param>
/// <param name="ClassicBalancers">Classic load balancers with which each instance is registered.</param>
public sealed record AutoScalingGroup(
    ResourceId Id,
    IReadOnlyList<ResourceId> Instances,
    IReadOnlyList<ResourceId> Subnets,
    LaunchTemplateUse? Launches,
    IReadOnlyList<ResourceId> TargetGroups,
    IReadOnlyList<ResourceId> ClassicBalancers) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Instances.Concat(TargetGroups).Concat(ClassicBalancers);

    /// <summary>Reads <c>describe-auto-scaling-groups</c> or AWS Config.</summary>
    public static AutoScalingGroup Read(ResourceChange change) => new(
        change.Id,
        [.. AllIn(change.Body["Instances"], "InstanceId")],
        [.. (change.Body["VPCZoneIdentifier"].Text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Of)],
        LaunchTemplateUse.Read(change.Body),
        [.. AllIn(change.Body["TargetGroupARNs"])],
        [.. change.Body["LoadBalancerNames"].Texts.Select(static name => Of($"loadbalancer/{name}"))])
    {
        Name = change.Body["AutoScalingGroupName"].Text ?? "",
    };

    /// <summary>An instance as it would be launched in a subnet: a model of those that were not read.</summary>
    internal Instance Model(ResourceId subnet, LaunchTemplateVersion version, IEstate estate)
    {
        var place = estate.Find<Network.Subnet>(subnet);
        var isPublic = version.HasPublicAddress ?? place?.GivesPublicAddresses ?? false;
        var address = new Network.InterfaceAddress(Exposure.Values.IpAddress.Unspecified, isPublic ? Exposure.Values.IpAddress.Unspecified : null, IsElastic: false);
        return new(Id, place?.Vpc, null, [new(Id, new(subnet, place?.Vpc), Id, 0, version.Groups, [address], [])]);
    }
}
