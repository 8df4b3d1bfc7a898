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

    /// <summary>What gets through here, told as the client sent it.</summary>
    public Reach FromOutside(Reach here) => last is null || outer is null ? here : outer.FromOutside(last.Outside(here));
}
