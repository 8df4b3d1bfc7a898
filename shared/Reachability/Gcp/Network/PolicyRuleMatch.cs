using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>Sources, protocols and ports of a policy's rule.</summary>
/// <param name="Layer4">Protocols and ports.</param>
/// <param name="Known">Sources that are written in the rule.</param>
/// <param name="MayMatchOthers">Whether others may match: regions, threat lists and names, whose members are Google's to know, or something unread.</param>
internal sealed record PolicyRuleMatch(Layer4 Layer4, SourceSet Known, bool MayMatchOthers)
{
    /// <summary>What it matches with the members of its address groups.</summary>
    public Reach With(IReadOnlyCollection<AddressGroup?> groups)
    {
        var sources = groups.OfType<AddressGroup>().Aggregate(Known, static (all, group) => all.Union(group.Addresses));
        var others = MayMatchOthers || groups.Any(static group => group is not { IsWhole: true });
        var certain = Layer4.From(sources);
        return new(certain, !Layer4.IsWhole ? FlowSet.All : others ? Layer4.From(SourceSet.All) : certain);
    }
}
