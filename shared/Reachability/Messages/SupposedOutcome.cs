using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Reachability.Supposing;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>What would become of the verdicts if some resources were different.</summary>
/// <param name="Examined">How many resources were looked at: those supposed, and the assets whose verdicts asked for one of them.</param>
/// <param name="Changed">How many verdicts would become different.</param>
/// <param name="Changes">Those, ordered by asset, at most <see cref="MostChanges"/>.</param>
/// <param name="Problems">What was not understood of the supposed resources, and what has no effect.</param>
public sealed record SupposedOutcome(int Examined, int Changed, IReadOnlyList<SupposedVerdict> Changes, IReadOnlyList<SupposedProblem> Problems)
{
    /// <summary>Most changes that are told.</summary>
    public const int MostChanges = 1_000;

    /// <summary>The outcome of a proposal.</summary>
    /// <param name="proposal">What would become of the verdicts.</param>
    /// <param name="supposed">If resources were so.</param>
    /// <param name="internet">Who counts as the internet.</param>
    public static SupposedOutcome Of(Proposal proposal, SupposedResources supposed, InternetSources internet) => new(
        proposal.Examined, proposal.Changes.Count, [.. proposal.Changes.Take(MostChanges).Select(change => SupposedVerdict.Of(change, internet))], supposed.Problems);
}

/// <summary>A verdict that would become different.</summary>
/// <param name="Id">The asset's key.</param>
/// <param name="Asset">The asset, as its cloud names it.</param>
/// <param name="Before">As it is; null for an asset that is not known.</param>
/// <param name="After">As it would be; null for an asset that would be gone.</param>
public sealed record SupposedVerdict(string Id, string Asset, VerdictView? Before, VerdictView? After)
{
    /// <summary>The change, as clients see it.</summary>
    public static SupposedVerdict Of(VerdictChange change, InternetSources internet) =>
        new(ResourceKey.Of(change.Asset).Text, change.Asset.Text, Of(change.Before, internet), Of(change.After, internet));

    private static VerdictView? Of(Verdict? verdict, InternetSources internet) => verdict is null ? null : VerdictView.Of(verdict, internet);
}
