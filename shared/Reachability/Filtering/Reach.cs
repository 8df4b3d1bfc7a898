using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Filtering;

/// <summary>What gets through, as far as it is known: three values for every flow.</summary>
/// <param name="Certain">Gets through.</param>
/// <param name="Possible">Gets through or may; contains <paramref name="Certain"/>. What is not in it is blocked.</param>
public sealed record Reach(FlowSet Certain, FlowSet Possible)
{
    /// <summary>Nothing gets through.</summary>
    public static Reach None { get; } = new(FlowSet.Empty, FlowSet.Empty);

    /// <summary>Everything gets through.</summary>
    public static Reach Everything { get; } = new(FlowSet.All, FlowSet.All);

    /// <summary>Nobody knows what gets through.</summary>
    public static Reach Unknown { get; } = new(FlowSet.Empty, FlowSet.All);

    /// <summary>May get through, not certain.</summary>
    public FlowSet Undecided => Possible.Except(Certain);

    /// <summary>Known for sure to be these flows.</summary>
    public static Reach Exactly(FlowSet flows) => new(flows, flows);

    /// <summary>Through this and then through the other.</summary>
    public Reach Intersect(Reach other) => AreExact(other) ? Exactly(Certain.Intersect(other.Certain)) : new(Certain.Intersect(other.Certain), Possible.Intersect(other.Possible));

    /// <summary>Through this or through the other.</summary>
    public Reach Union(Reach other) => AreExact(other) ? Exactly(Certain.Union(other.Certain)) : new(Certain.Union(other.Certain), Possible.Union(other.Possible));

    /// <summary>Only flows of this set.</summary>
    public Reach Intersect(FlowSet flows) => Intersect(Exactly(flows));

    // Most of an estate is known whole; then one set is both, and is worked out once.
    private bool AreExact(Reach other) => ReferenceEquals(Certain, Possible) && ReferenceEquals(other.Certain, other.Possible);
}
