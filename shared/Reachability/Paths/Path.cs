using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;

namespace ExposurePipeline.Reachability.Paths;

/// <summary>One way from the internet to an asset, step by step, whether it is open or not.</summary>
/// <param name="Entrance">Where the internet comes in.</param>
/// <param name="Hops">The steps in the order in which a flow meets them.</param>
/// <param name="Reach">What gets through all of them, as the client addressed it.</param>
public sealed record Path(Entrance Entrance, IReadOnlyList<Hop> Hops, Reach Reach)
{
    /// <summary>What is tried: the flows of everyone who counts as the internet.</summary>
    public FlowSet Sent { get; init; } = FlowSet.All;

    /// <summary>How flows look to the asset.</summary>
    public View View { get; init; } = View.Outside;

    /// <summary>The step that stops the most persistent flows of a path that is not open, with the flows that came so far; null where some get through.</summary>
    public Block? Block
    {
        get
        {
            var arrived = Sent;
            foreach (var hop in Hops)
            {
                var passed = arrived.Intersect(hop.Reach.Possible);
                if (passed.IsEmpty)
                {
                    return new(hop, arrived);
                }

                arrived = passed;
            }

            return null;
        }
    }

    /// <summary>Why part of the path is undecided: the reasons of the steps at which that is so.</summary>
    public IEnumerable<string> Missing => Hops
        .Where(hop => !hop.Reach.Undecided.Intersect(Reach.Possible).IsEmpty)
        .Select(static hop => hop.Reason ?? $"{hop.What} {hop.Resource} could be read only in part");
}

/// <summary>Where a path ends before its asset.</summary>
/// <param name="Hop">The step.</param>
/// <param name="Arrived">The flows that reached it, as the client addressed them.</param>
public sealed record Block(Hop Hop, FlowSet Arrived);
