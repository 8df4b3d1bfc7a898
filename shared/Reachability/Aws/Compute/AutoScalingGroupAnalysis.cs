using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Compute;

/// <summary>An Auto Scaling group is reached where any of its instances is.</summary>
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

        var verdicts = group.Instances.Select(id => estate.Find<Instance>(id)).OfType<Instance>().Select(instance => InstanceAnalysis.Of(instance, estate, internet)).ToArray();
        var unread = group.Instances.Where(id => estate.Find<Instance>(id) is null).Select(id => $"instance {id} of {group.Name} was not read");
        return new(group.Id, [.. verdicts.SelectMany(static verdict => verdict.Paths)], [.. unread, .. verdicts.SelectMany(static verdict => verdict.Missing)]);
    }
}
