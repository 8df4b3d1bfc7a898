using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Filtering;

namespace ExposurePipeline.Reachability.Paths;

/// <summary>How flows look some way in: the translations that they went through, outermost first.</summary>
public sealed class View
{
    private readonly View? outer;
    private readonly Translation? last;

    private View(View? outer, Translation? last) => (this.outer, this.last) = (outer, last);

    /// <summary>As the client sent them.</summary>
    public static View Outside { get; } = new(null, null);

    /// <summary>After one more translation.</summary>
    public View After(Translation translation) => new(this, translation);

    /// <summary>Whether flows that looked like that went through a translation since.</summary>
    public bool IsAfter(View other) => !ReferenceEquals(this, other);

    /// <summary>Whether each port that the client addresses is one port here.</summary>
    public bool IsPortByPort => last is null || outer is null || (last.IsPortByPort && outer.IsPortByPort);

    /// <summary>Where ports that the client addresses lead here; where it is not port by port, to any of these.</summary>
    /// <param name="ports">Ports that get so far.</param>
    public NumberRange Inside(NumberRange ports) => last is null || outer is null ? ports : last.Inside(outer.Inside(ports));

    /// <summary>What gets through here, told as the client sent it.</summary>
    public Reach FromOutside(Reach here) => last is null || outer is null ? here : outer.FromOutside(last.Outside(here));
}
