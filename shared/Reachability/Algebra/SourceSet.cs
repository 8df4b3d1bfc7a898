using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Reachability.Algebra;

/// <summary>Source addresses of both families.</summary>
/// <param name="V4">Of IPv4.</param>
/// <param name="V6">Of IPv6.</param>
public sealed record SourceSet(AddressSet V4, AddressSet V6) : ISetAlgebra<SourceSet>
{
    /// <inheritdoc/>
    public static SourceSet Empty { get; } = new(AddressSet.Empty, AddressSet.Empty);

    /// <summary>0.0.0.0/0 and ::/0.</summary>
    public static SourceSet All { get; } = new(AddressSet.AllV4, AddressSet.AllV6);

    /// <inheritdoc/>
    public bool IsEmpty => V4.IsEmpty && V6.IsEmpty;

    /// <summary>CIDR blocks of both families, in any order, overlapping or not.</summary>
    public static SourceSet Of(IEnumerable<IpRange> ranges)
    {
        var families = ranges.ToLookup(static range => range.Network.IsV4, AddressInterval.Of);
        return new(AddressSet.Of(families[true]), AddressSet.Of(families[false]));
    }

    /// <summary>The addresses of a family.</summary>
    public AddressSet Of(Family family) => family is Family.V4 ? V4 : V6;

    /// <summary>These sources, on some protocols and ports.</summary>
    public FlowSet On(NumberRange protocols, NumberRange ports) => FlowSet.Of(protocols, ports, V4, V6);

    /// <inheritdoc/>
    public SourceSet Union(SourceSet other) => new(V4.Union(other.V4), V6.Union(other.V6));

    /// <inheritdoc/>
    public SourceSet Intersect(SourceSet other) => new(V4.Intersect(other.V4), V6.Intersect(other.V6));

    /// <inheritdoc/>
    public SourceSet Except(SourceSet other) => new(V4.Except(other.V4), V6.Except(other.V6));
}
