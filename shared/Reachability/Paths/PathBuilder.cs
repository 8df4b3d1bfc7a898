using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;

namespace ExposurePipeline.Reachability.Paths;

/// <summary>Follows flows from an entrance inwards and writes down each step. Not shared: a branch is made with <see cref="Branch"/>.</summary>
public sealed class PathBuilder
{
    private readonly Entrance entrance;
    private readonly FlowSet sent;
    private readonly List<Hop> hops;
    private Reach reach;
    private View view;

    /// <summary>Starts where the internet comes in.</summary>
    /// <param name="entrance">The door.</param>
    /// <param name="sources">Who counts as the internet.</param>
    public PathBuilder(Entrance entrance, SourceSet sources)
        : this(entrance, sources.On(NumberRange.AllProtocols, NumberRange.AllPorts))
    {
    }

    private PathBuilder(Entrance entrance, FlowSet sent)
        : this(entrance, sent, [], Reach.Exactly(sent), View.Outside)
    {
    }

    private PathBuilder(Entrance entrance, FlowSet sent, List<Hop> hops, Reach reach, View view) =>
        (this.entrance, this.sent, this.hops, this.reach, this.view) = (entrance, sent, hops, reach, view);

    /// <summary>Whether nothing can get further.</summary>
    public bool IsClosed => reach.Possible.IsEmpty;

    /// <summary>The same way so far, to go on differently.</summary>
    public PathBuilder Branch() => new(entrance, sent, [.. hops], reach, view);

    /// <summary>Through a list of rules, which sees flows as they look here.</summary>
    public PathBuilder Through(RuleList list, string resource, string what) => Add(resource, what, list.Reach, list, null);

    /// <summary>Only these flows, as they look here, go on.</summary>
    /// <param name="flows">What goes on.</param>
    /// <param name="resource">The resource that decides.</param>
    /// <param name="what">What it does.</param>
    /// <param name="reason">What was set that makes it so.</param>
    public PathBuilder Only(FlowSet flows, string resource, string what, string reason) => Add(resource, what, Reach.Exactly(flows), null, reason);

    /// <summary>A step that lets everything through and is told for the sake of the way.</summary>
    public PathBuilder By(string resource, string what) => Add(resource, what, Reach.Everything, null, null);

    /// <summary>Nothing goes on.</summary>
    /// <param name="resource">The resource that decides.</param>
    /// <param name="what">What it does.</param>
    /// <param name="reason">What was set, or absent, that makes it so.</param>
    public PathBuilder Closed(string resource, string what, string reason) => Add(resource, what, Reach.None, null, reason);

    /// <summary>What happens here is not known: no flow that comes so far is decided any more.</summary>
    /// <param name="resource">What was not read.</param>
    /// <param name="what">What it would do.</param>
    /// <param name="missing">What is missing, for people.</param>
    public PathBuilder Unread(string resource, string what, string missing) => Add(resource, what, Reach.Unknown, null, missing);

    /// <summary>A frontend that changes port or source: only its flows go on.</summary>
    public PathBuilder Translated(Translation translation, string resource, string what, string reason)
    {
        Only(FlowSet.Of(translation.Protocol, translation.Ports), resource, what, reason);
        view = view.After(translation);
        return this;
    }

    /// <summary>The way, up to the asset.</summary>
    public Path Build() => new(entrance, [.. hops], reach) { Sent = sent, View = view };

    private PathBuilder Add(string resource, string what, Reach here, RuleList? list, string? reason)
    {
        var outside = view.FromOutside(here);
        hops.Add(new(resource, what, outside, list, reason, view));
        reach = reach.Intersect(outside);
        return this;
    }
}
