using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>An Auto Scaling group: instances that come and go.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Instances">Its instances, as it last told of them.</param>
/// <param name="TargetGroups">Target groups in which each instance is registered.</param>
/// <param name="ClassicBalancers">Classic load balancers with which each instance is registered.</param>
public sealed record AutoScalingGroup(
    ResourceId Id, IReadOnlyList<ResourceId> Instances, IReadOnlyList<ResourceId> TargetGroups, IReadOnlyList<ResourceId> ClassicBalancers) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Instances.Concat(TargetGroups).Concat(ClassicBalancers);

    /// <summary>Reads <c>describe-auto-scaling-groups</c> or AWS Config.</summary>
    public static AutoScalingGroup Read(ResourceChange change) => new(
        change.Id,
        [.. AllIn(change.Body["Instances"], "InstanceId")],
        [.. AllIn(change.Body["TargetGroupARNs"])],
        [.. change.Body["LoadBalancerNames"].Texts.Select(static name => Of($"loadbalancer/{name}"))])
    {
        Name = change.Body["AutoScalingGroupName"].Text ?? "",
    };
}
