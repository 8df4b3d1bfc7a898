using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>Which version of which launch template an Auto Scaling group launches.</summary>
/// <param name="Template">The template, or the launch configuration: a template of one version.</param>
/// <param name="Version">A number, <c>$Latest</c> or <c>$Default</c>; null is the default version.</param>
public sealed record LaunchTemplateUse(ResourceId Template, string? Version)
{
    /// <summary>What the names of launch configurations begin with here.</summary>
    internal const string Configuration = "launch-configuration/";

    /// <summary>Reads a group's own choice, or that of its mixed instances policy, or its launch configuration; null for a group that tells none.</summary>
    public static LaunchTemplateUse? Read(Body group)
    {
        var chosen = group["LaunchTemplate"] is { IsObject: true } own ? own : group["MixedInstancesPolicy"]["LaunchTemplate"]["LaunchTemplateSpecification"];
        return In(chosen["LaunchTemplateId"]) is { } template ? new(template, chosen["Version"].Text)
            : group["LaunchConfigurationName"].Text is { Length: > 0 } name ? new(Documents.AwsId.Of($"{Configuration}{name}"), null)
            : null;
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
