using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Analysis;

/// <summary>Who counts as the internet, and whom the organisation trusts.</summary>
/// <param name="Strangers">Global addresses without the organisation's own; trusted ones are among them.</param>
/// <param name="Trusted">Ranges whose traffic is trusted.</param>
public sealed record InternetSources(SourceSet Strangers, SourceSet Trusted)
{
    /// <summary>As an organisation's policy says.</summary>
    public static InternetSources Of(ExposurePolicy policy) => new(Global.Except(SourceSet.Of(policy.OwnRanges)), SourceSet.Of(policy.TrustedRanges));

    /// <summary>Whether these sources are the internet at large: at least half of its addresses, so that a few blocked ones change nothing.</summary>
    /// <param name="family">IPv4 or IPv6.</param>
    /// <param name="sources">Addresses that get through.</param>
    public bool IsWide(Family family, AddressSet sources) =>
        Size(sources.Intersect(Strangers.Of(family))) >= Size(Strangers.Of(family)) / 2;

    private static SourceSet Global { get; } = new(GlobalOf(isV4: true), GlobalOf(isV4: false));

    private static AddressSet GlobalOf(bool isV4) => AddressSet.Of(AddressSpace.Global(isV4).Select(static stretch => new AddressInterval(stretch.First, stretch.Last)));

    private static UInt128 Size(AddressSet set)
    {
        var size = UInt128.Zero;
        foreach (var interval in set.Intervals)
        {
            size += interval.Last - interval.First;
        }

        return size;
    }
}
