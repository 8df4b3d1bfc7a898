using ExposurePipeline.Reachability.Analysis;

namespace ExposurePipeline.Reachability.Messages;

/// <summary>A verdict as people and clients see it: what is reached, by which ways, which rule decided at each step, and where a closed way ends.</summary>
/// <param name="Asset">The asset, as its cloud names it.</param>
/// <param name="Status">For the asset as a whole.</param>
/// <param name="Reachable">What gets through for certain.</param>
/// <param name="Perhaps">What may get through besides: something that decides was not read.</param>
/// <param name="Paths">Every way in, open or not.</param>
/// <param name="Missing">What would have to be read to know more, apart from what the paths say.</param>
public sealed record VerdictView(
    string Asset, VerdictStatus Status, IReadOnlyList<FlowView> Reachable, IReadOnlyList<FlowView> Perhaps, IReadOnlyList<PathView> Paths, IReadOnlyList<string> Missing)
{
    /// <summary>From how much of the internet; null where nothing gets through for certain, or it was not asked.</summary>
    public Width? Width { get; init; }

    /// <summary>Of storage: whether anyone may read without signing in.</summary>
    public PublicAccess? Access { get; init; }

    /// <summary>Of storage: whether its public side is on, however narrow.</summary>
    public VerdictStatus? Exposed { get; init; }

    /// <summary>The view of a verdict.</summary>
    /// <param name="verdict">Which.</param>
    /// <param name="internet">Who counts as the internet, so that all of it is called by that name; null to tell every range.</param>
    public static VerdictView Of(Verdict verdict, InternetSources? internet) => new(
        verdict.Asset.Text, verdict.Status, FlowView.Of(verdict.Reach.Certain, internet), FlowView.Of(verdict.Reach.Undecided, internet),
        [.. verdict.Paths.Select(path => PathView.Of(path, internet))], verdict.Missing)
    {
        Width = internet is null ? null : verdict.WidthFor(internet),
        Access = verdict.Access,
        Exposed = verdict.Exposed,
    };
}
