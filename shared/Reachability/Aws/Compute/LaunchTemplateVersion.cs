using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>A version of a launch template: what instances will be like.</summary>
/// <param name="Id">The template's id and the number of the version.</param>
/// <param name="Template">The template.</param>
/// <param name="Number">The number of the version.</param>
/// <param name="IsDefault">Whether it is the version that is used where none is asked for.</param>
/// <param name="HasPublicAddress">Whether the first interface gets a public address; null leaves it to the subnet.</param>
/// <param name="Groups">Security groups of the first interface; null where they are not set, and the default group of the VPC is used.</param>
public sealed record LaunchTemplateVersion(
    ResourceId Id, ResourceId Template, long Number, bool IsDefault, bool? HasPublicAddress, IReadOnlyList<ResourceId>? Groups) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => [Template];

    /// <summary>Reads <c>describe-launch-template-versions</c>.</summary>
    public static LaunchTemplateVersion Read(ResourceChange change)
    {
        var data = change.Body["LaunchTemplateData"];
        var first = data["NetworkInterfaces"].Items.FirstOrDefault(static item => item["DeviceIndex"].Number is null or 0);
        ResourceId[] groups = [.. AllIn(first["Groups"]), .. AllIn(data["SecurityGroupIds"])];
        return new(
            change.Id,
            In(change.Body["LaunchTemplateId"]) ?? change.Id,
            change.Body["VersionNumber"].Number ?? 0,
            change.Body["DefaultVersion"].Flag ?? false,
            first["AssociatePublicIpAddress"].Flag,
            groups.Length > 0 ? groups : null);
    }

    /// <summary>Reads <c>describe-launch-configurations</c>: what a launch configuration says is said once and for all.</summary>
    public static LaunchTemplateVersion ReadConfiguration(ResourceChange change) =>
        new(change.Id, change.Id, 0, IsDefault: true, change.Body["AssociatePublicIpAddress"].Flag, change.Body["SecurityGroups"].Exists ? [.. AllIn(change.Body["SecurityGroups"])] : null);
}
