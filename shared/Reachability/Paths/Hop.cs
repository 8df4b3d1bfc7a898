using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;

namespace ExposurePipeline.Reachability.Paths;

/// <summary>A step on the way from the internet to an asset.</summary>
/// <param name="Resource">The resource that decides here, as its cloud names it.</param>
/// <param name="What">What it does here, in a few words of its cloud's language: <c>network security group</c>, <c>route table</c>, <c>listener</c>.</param>
/// <param name="Reach">What gets through this step alone, in terms of the outside: as the client addressed it.</param>
/// <param name="List">The rules, where a list decides; else null.</param>
/// <param name="Reason">Why, where no list decides: what was set, or what was missing.</param>
/// <param name="View">How flows that came in look at this step.</param>
public sealed record Hop(string Resource, string What, Reach Reach, RuleList? List, string? Reason, View View)
{
    /// <summary>The rules of the list that decide some flows, in order; none where no list decides.</summary>
    /// <param name="flows">As the client addressed them.</param>
    /// <param name="allowing">Whether the rules that let through are asked for, or those that block.</param>
    public IEnumerable<string> Rules(FlowSet flows, bool allowing) => List is null ? [] : List.Deciding(FlowSet.All, allowing)
        .Where(share => View.FromOutside(Filtering.Reach.Exactly(share.Flows)).Possible.Overlaps(flows))
        .Select(static share => share.Rule);
}
