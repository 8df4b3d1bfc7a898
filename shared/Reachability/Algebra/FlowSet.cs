using PortBands = ExposurePipeline.Reachability.Algebra.Bands<ExposurePipeline.Reachability.Algebra.AddressSet>;
using ProtocolBands = ExposurePipeline.Reachability.Algebra.Bands<ExposurePipeline.Reachability.Algebra.Bands<ExposurePipeline.Reachability.Algebra.AddressSet>>;

namespace ExposurePipeline.Reachability.Algebra;

/// <summary>Flows towards one place: (family, protocol, destination port, source address). Protocol by protocol, port by port, the sources.</summary>
/// <param name="V4">Of IPv4.</param>
/// <param name="V6">Of IPv6.</param>
public sealed record FlowSet(ProtocolBands V4, ProtocolBands V6) : ISetAlgebra<FlowSet>
{
    /// <inheritdoc/>
    public static FlowSet Empty { get; } = new(ProtocolBands.Empty, ProtocolBands.Empty);

    /// <summary>Everything, of both families.</summary>
    public static FlowSet All { get; } = Of(AddressSet.AllV4, AddressSet.AllV6);

    /// <inheritdoc/>
    public bool IsEmpty => V4.IsEmpty && V6.IsEmpty;

    /// <summary>Every protocol and port from these sources.</summary>
    public static FlowSet Of(AddressSet v4, AddressSet v6) => Of(new(0, Protocols.Last), new(0, Protocols.LastPort), v4, v6);

    /// <summary>A box: protocols × ports × sources.</summary>
    public static FlowSet Of(NumberRange protocols, NumberRange ports, AddressSet v4, AddressSet v6) => new(Box(protocols, ports, v4), Box(protocols, ports, v6));

    /// <summary>One protocol, some ports, from anywhere.</summary>
    public static FlowSet Of(int protocol, NumberRange ports) => Of(new(protocol, protocol), ports, AddressSet.AllV4, AddressSet.AllV6);

    /// <summary>The flows of a family.</summary>
    public ProtocolBands Of(Family family) => family is Family.V4 ? V4 : V6;

    /// <summary>Only the flows of a family.</summary>
    public FlowSet Only(Family family) => family is Family.V4 ? this with { V6 = ProtocolBands.Empty } : this with { V4 = ProtocolBands.Empty };

    /// <summary>The sources that are let to a port.</summary>
    public AddressSet Sources(Family family, int protocol, int port) => Of(family).At(protocol).At(port);

    /// <inheritdoc/>
    public FlowSet Union(FlowSet other) => IsEmpty ? other : other.IsEmpty ? this : new(V4.Union(other.V4), V6.Union(other.V6));

    /// <inheritdoc/>
    public FlowSet Intersect(FlowSet other) => IsEmpty || ReferenceEquals(other, All) ? this : other.IsEmpty ? other : new(V4.Intersect(other.V4), V6.Intersect(other.V6));

    /// <inheritdoc/>
    public FlowSet Except(FlowSet other) => IsEmpty || other.IsEmpty ? this : new(V4.Except(other.V4), V6.Except(other.V6));

    /// <summary>Whether any flow is in both.</summary>
    public bool Overlaps(FlowSet other) => !Intersect(other).IsEmpty;

    /// <summary>The boxes in ascending order: family, protocols, ports.</summary>
    public IEnumerable<FlowBox> Boxes => BoxesOf(Family.V4).Concat(BoxesOf(Family.V6));

    private List<FlowBox> BoxesOf(Family family)
    {
        var boxes = new List<FlowBox>();
        foreach (var protocols in Of(family).Items)
        {
            foreach (var ports in protocols.Set.Items)
            {
                boxes.Add(new(family, new(protocols.First, protocols.Last), new(ports.First, ports.Last), ports.Set));
            }
        }

        return boxes;
    }

    private static ProtocolBands Box(NumberRange protocols, NumberRange ports, AddressSet sources) =>
        ProtocolBands.Of(protocols.First, protocols.Last, PortBands.Of(ports.First, ports.Last, sources));
}
