using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>Which version of which launch template an Auto Scaling group launches.</summary>
/// <param name="Template">The template.</param>
/// <param name="Version">A number, <c>$Latest</c> or <c>$Default</c>; null is the default version.</param>
public sealed record LaunchTemplateUse(ResourceId Template, string? Version)
{
    /// <summary>Reads a group's own choice, or that of its mixed instances policy; null for a group with a launch configuration.</summary>
    public static LaunchTemplateUse? Read(Body group)
    {
        var chosen = group["LaunchTemplate"] is { IsObject: true } own ? own : group["MixedInstancesPolicy"]["LaunchTemplate"]["LaunchTemplateSpecification"];
        return In(chosen["LaunchTemplateId"]) is { } template ? new(template, chosen["Version"].Text) : null;
    }

    /// <summary>The version; null when it was not read.</summary>
    public LaunchTemplateVersion? Of(IEstate estate)
    {
        var versions = estate.Naming<LaunchTemplateVersion>(Template);
        return Version switch
        {
            "$Latest" => versions.MaxBy(static version => version.Number),
            null or "$Default" => versions.FirstOrDefault(static version => version.IsDefault),
            _ => versions.FirstOrDefault(version => $"{version.Number}" == Version),
        };
    }
}
