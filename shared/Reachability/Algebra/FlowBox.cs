namespace ExposurePipeline.Reachability.Algebra;

/// <summary>Flows that differ in nothing a rule can tell: some protocols and ports of a family, with their sources.</summary>
/// <param name="Family">IPv4 or IPv6.</param>
/// <param name="Protocols">Protocol numbers.</param>
/// <param name="Ports">Destination ports; see <see cref="Algebra.Protocols"/> for protocols without ports.</param>
/// <param name="Sources">Source addresses; not empty.</param>
public readonly record struct FlowBox(Family Family, NumberRange Protocols, NumberRange Ports, AddressSet Sources)
{
    /// <summary>As people write it: <c>tcp/22</c>, <c>udp/33434-33534</c>, <c>icmp/8</c>, <c>tcp</c> for every port, <c>all</c> for every protocol.</summary>
    public override string ToString()
    {
        var protocol = Protocols == NumberRange.AllProtocols ? "all"
            : Protocols.First == Protocols.Last ? Algebra.Protocols.NameOf(Protocols.First)
            : $"{Protocols}";
        return Ports == NumberRange.AllPorts ? protocol : $"{protocol}/{PortText()}";
    }

    // A type of ICMP with every code is told by its type alone.
    private string PortText() => Protocols.First is not (Algebra.Protocols.Icmp or Algebra.Protocols.IcmpV6) ? $"{Ports}"
        : (Ports.First & 0xff) == 0 && (Ports.Last & 0xff) == 0xff ? $"{new NumberRange(Ports.First >> 8, Ports.Last >> 8)}"
        : $"{Ports.First >> 8}.{Ports.First & 0xff}";
}
