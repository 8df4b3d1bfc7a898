using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;

namespace ExposurePipeline.Reachability.Joining;

/// <summary>Flows as ports of TCP and UDP, whoever sends: ascending, and none overlaps or touches another.</summary>
internal static class PortList
{
    /// <summary>The ports of some flows.</summary>
    /// <param name="flows">The flows.</param>
    /// <param name="inside">Where their ports lead.</param>
    public static IReadOnlyList<ReachedPorts> Of(FlowSet flows, Func<NumberRange, NumberRange> inside) => Union(
        [from box in flows.Boxes from transport in Enum.GetValues<Transport>() where Has(box.Protocols, transport) select Ports(transport, inside(box.Ports))]);

    /// <summary>The ports of all.</summary>
    public static IReadOnlyList<ReachedPorts> Union(IEnumerable<IEnumerable<ReachedPorts>> lists)
    {
        var union = new List<ReachedPorts>();
        foreach (var next in lists.SelectMany(static list => list).OrderBy(static ports => ports.Transport).ThenBy(static ports => ports.FromPort))
        {
            if (union.Count > 0 && union[^1] is var last && last.Transport == next.Transport && next.FromPort <= last.ToPort + 1)
            {
                union[^1] = last with { ToPort = Math.Max(last.ToPort, next.ToPort) };
            }
            else
            {
                union.Add(next);
            }
        }

        return union;
    }

    private static bool Has(NumberRange protocols, Transport transport) => protocols.First <= (int)transport && (int)transport <= protocols.Last;

    private static ReachedPorts Ports(Transport transport, NumberRange ports) => new(transport, (ushort)ports.First, (ushort)ports.Last);
}
