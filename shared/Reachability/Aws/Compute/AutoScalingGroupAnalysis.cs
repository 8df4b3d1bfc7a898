using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>An Auto Scaling group is reached where any of its instances is; where none was read, as those are reached that it launches.</summary>
public sealed class AutoScalingGroupAnalysis : IAssetAnalysis
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = new(Cloud.Aws, "Virtual machine clusters", "AWS Auto Scaling group", "AWS::AutoScaling::AutoScalingGroup");

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet)
    {
        if (resource is not AutoScalingGroup group)
        {
            return null;
        }

        var read = group.Instances.Select(id => estate.Find<Instance>(id)).OfType<Instance>().ToArray();
        var launched = read.Length > 0 ? read : Models(group, estate);
        var verdicts = Array.ConvertAll(launched, instance => InstanceAnalysis.Of(instance, estate, internet));
        return new(group.Id, [.. verdicts.SelectMany(static verdict => verdict.Paths)], [.. Unread(group, read, launched), .. verdicts.SelectMany(static verdict => verdict.Missing).Distinct()]);
    }

    private static Instance[] Models(AutoScalingGroup group, IEstate estate) =>
        group.Launches?.Of(estate) is { } version ? [.. group.Subnets.Select(subnet => group.Model(subnet, version, estate))] : [];

    private static IEnumerable<string> Unread(AutoScalingGroup group, Instance[] read, Instance[] launched) => launched.Length == 0
        ? [$"neither an instance of {group.Id} nor the launch template or configuration that it uses was read"]
        : read.Length == 0 ? [] : group.Instances.Except(read.Select(static instance => instance.Id)).Select(id => $"instance {id} of {group.Id} was not read");
}
