using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>Instance groups, managed and not: reached where one of their instances is.</summary>
public sealed class InstanceGroupAnalysis : IAssetAnalysis
{
    /// <inheritdoc/>
    public AssetKind Kind { get; } = new(Cloud.Gcp, "Virtual machine clusters", "GCP instance group", "compute.googleapis.com/InstanceGroup");

    /// <inheritdoc/>
    public Verdict? Analyse(Resource resource, IEstate estate, DateTimeOffset at, InternetSources internet) => resource switch
    {
        InstanceGroup group => Of(group.Id, group.Id, group.Size, estate, internet.Strangers),
        ManagedInstanceGroup manager => Of(manager.Id, manager.Group, manager.Size, estate, internet.Strangers),
        _ => null,
    };

    private static Verdict Of(ResourceId asset, ResourceId group, long? size, IEstate estate, SourceSet internet)
    {
        var members = Memberships.InstancesOf(group, estate);
        var verdicts = members.Select(member => InstanceWays.Of(member, estate, internet)).ToArray();
        IEnumerable<string> unread = size is { } count && count <= members.Count ? [] : [$"of {size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "an unknown number of"} instances of {group}, {members.Count} were read"];
        return new(asset, [.. verdicts.SelectMany(static verdict => verdict.Paths)], [.. verdicts.SelectMany(static verdict => verdict.Missing).Concat(unread)]);
    }
}
