using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Filtering;

/// <summary>One rule of a list, whatever cloud it comes from.</summary>
/// <param name="Id">How the cloud names it, in its list.</param>
/// <param name="Allows">Whether it lets through what it matches; else it blocks it.</param>
/// <param name="Certain">What it matches for sure.</param>
/// <param name="Possible">
/// What it may match: more than <paramref name="Certain"/> where part of the rule could not be read or refers to something unread.
/// </param>
public sealed record Rule(string Id, bool Allows, FlowSet Certain, FlowSet Possible)
{
    /// <summary>A rule that is understood whole.</summary>
    public Rule(string id, bool allows, FlowSet flows)
        : this(id, allows, flows, flows)
    {
    }
}
