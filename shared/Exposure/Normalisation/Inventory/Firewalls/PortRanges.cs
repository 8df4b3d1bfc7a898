using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>Ports of both transports as sorted, disjoint ranges of <see cref="Port.Code"/>, inclusive.</summary>
internal sealed class PortRanges
{
    private const int Ports = 65536;

    private readonly List<(int From, int To)> _ranges = [];

    private PortRanges(IEnumerable<(int From, int To)> ranges)
    {
        foreach (var range in ranges.Where(range => range.From <= range.To).Order())
        {
            if (_ranges is [.., var last] && range.From <= last.To + 1)
            {
                _ranges[^1] = (last.From, Math.Max(last.To, range.To));
            }
            else
            {
                _ranges.Add(range);
            }
        }
    }

    /// <summary>Every port of both.</summary>
    public static PortRanges All { get; } = new([(0, (2 * Ports) - 1)]);

    /// <summary>No port.</summary>
    public static PortRanges None { get; } = new([]);

    /// <summary>The ranges.</summary>
    public IReadOnlyList<(int From, int To)> Ranges => _ranges;

    /// <summary>Every port of a transport; none for another protocol, which has no ports here.</summary>
    public static PortRanges Of(Transport? transport) => transport switch
    {
        Transport.Tcp => new([(0, Ports - 1)]),
        Transport.Udp => new([(Ports, (2 * Ports) - 1)]),
        _ => None,
    };

    /// <summary>These ports of both transports.</summary>
    public static PortRanges Of(IEnumerable<(int From, int To)> ports) =>
        new(ports.SelectMany(port => new[] { (port.From, port.To), (port.From + Ports, port.To + Ports) }));

    /// <summary>What any of them has.</summary>
    public static PortRanges Union(IEnumerable<PortRanges> all) => new(all.SelectMany(ports => ports._ranges));

    /// <summary>What either has.</summary>
    public PortRanges Union(PortRanges other) => Union([this, other]);

    /// <summary>What this one has not.</summary>
    public PortRanges Invert()
    {
        int[] edges = [-1, .. _ranges.SelectMany(range => new[] { range.From, range.To }), 2 * Ports];
        return new(Enumerable.Range(0, edges.Length / 2).Select(gap => (edges[2 * gap] + 1, edges[(2 * gap) + 1] - 1)));
    }

    /// <summary>What both have.</summary>
    public PortRanges Intersect(PortRanges other) => Invert().Union(other.Invert()).Invert();
}
