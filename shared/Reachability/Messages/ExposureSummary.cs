using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Joining;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>How exposed an organisation is.</summary>
/// <param name="Assets">How many cloud assets there are.</param>
/// <param name="OtherDevices">How many exposed devices are no cloud asset.</param>
/// <param name="ByVerdict">How many of both have each verdict; a device that is no cloud asset counts as observed.</param>
/// <param name="ByConfiguredStatus">Assets that are judged, by what their configuration says.</param>
/// <param name="ByWidth">Assets that configuration lets someone reach, by from how much of the internet.</param>
/// <param name="ByCloud">Assets of each cloud by verdict.</param>
/// <param name="ByCategory">Assets of each category by verdict.</param>
/// <param name="Resources">How many resources there are, assets and others.</param>
/// <param name="UnreadResources">How many have no body that was read.</param>
/// <param name="ResourcesWithProblems">How many could not be read entirely.</param>
public sealed record ExposureSummary(
    int Assets, int OtherDevices, IReadOnlyDictionary<ExposureVerdict, int> ByVerdict, IReadOnlyDictionary<VerdictStatus, int> ByConfiguredStatus, IReadOnlyDictionary<Width, int> ByWidth,
    IReadOnlyDictionary<Cloud, IReadOnlyDictionary<ExposureVerdict, int>> ByCloud, IReadOnlyDictionary<string, IReadOnlyDictionary<ExposureVerdict, int>> ByCategory,
    int Resources, int UnreadResources, int ResourcesWithProblems)
{
    private const string NoCategory = "Other";

    /// <summary>Counts.</summary>
    /// <param name="resources">Every resource.</param>
    /// <param name="devices">The devices with evidence in force.</param>
    public static ExposureSummary Of(IReadOnlyCollection<CloudResource> resources, ExposedDevices devices)
    {
        var assets = resources.Where(static each => each.Verdict is not null).ToList();
        var known = assets.Select(each => devices.Find(new(each.Cloud, each.ResourceId))?.Id).ToHashSet();
        var others = devices.All.Count(device => device.IsInternetFacing && !known.Contains(device.Id));
        return new(
            assets.Count, others, Verdicts(assets, others),
            Enum.GetValues<VerdictStatus>().ToDictionary(status => status, status => assets.Count(each => each.ConfiguredStatus == status)),
            Enum.GetValues<Width>().ToDictionary(width => width, width => assets.Count(each => each.Width == width)),
            By(assets, static each => each.Cloud), By(assets, static each => each.Category ?? NoCategory),
            resources.Count, resources.Count(static each => !each.IsRead), resources.Count(static each => each.HasProblems));
    }

    private static Dictionary<TKey, IReadOnlyDictionary<ExposureVerdict, int>> By<TKey>(IEnumerable<CloudResource> assets, Func<CloudResource, TKey> key)
        where TKey : notnull => assets.GroupBy(key).OrderBy(static group => group.Key).ToDictionary(static group => group.Key, static group => (IReadOnlyDictionary<ExposureVerdict, int>)Verdicts(group));

    private static Dictionary<ExposureVerdict, int> Verdicts(IEnumerable<CloudResource> assets, int observed = 0)
    {
        var counts = assets.Select(static each => each.Verdict).OfType<ExposureVerdict>().CountBy(static verdict => verdict).ToDictionary();
        return Enum.GetValues<ExposureVerdict>().ToDictionary(
            static verdict => verdict, verdict => counts.GetValueOrDefault(verdict) + (verdict is ExposureVerdict.Observed ? observed : 0));
    }
}
