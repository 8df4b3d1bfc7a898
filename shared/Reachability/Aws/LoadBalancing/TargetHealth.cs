using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>The targets of a target group, whatever their health: a sick target is sick until it is well.</summary>
/// <param name="Id">The group's ARN, marked.</param>
/// <param name="TargetGroup">The group.</param>
/// <param name="Targets">Instance, address or ARN, each with the port it was registered with.</param>
public sealed record TargetHealth(ResourceId Id, ResourceId TargetGroup, IReadOnlyList<(ResourceId Target, int? Port)> Targets) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Targets.Select(static target => target.Target).Append(TargetGroup);

    /// <summary>Reads <c>describe-target-health</c>, which does not say of which group it tells: the collector must.</summary>
    public static TargetHealth Read(ResourceChange change) => new(
        change.Id,
        In(change.Body["TargetGroupArn"]) ?? change.Id,
        [
            .. change.Body["TargetHealthDescriptions"].Items
                .Select(static item => (Id: In(item["Target"]["Id"]), Port: item["Target"]["Port"].Number is >= 0 and <= Protocols.LastPort and var port ? (int?)port : null))
                .Where(static target => target.Id is not null)
                .Select(static target => (target.Id ?? default, target.Port)),
        ]);
}
