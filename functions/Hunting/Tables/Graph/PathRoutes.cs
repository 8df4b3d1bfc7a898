using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Messages;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Edges along which traffic comes from the internet: the ways that configuration opens, and the endpoints that were seen.</summary>
internal sealed class PathRoutes(GraphBuilder graph, GraphResources resources)
{
    // What passes traffic on, in the order in which it comes by. What only decides about it is no station.
    private static readonly Dictionary<string, int> Stations = new(StringComparer.Ordinal)
    {
        ["ec2.internetgateway"] = 0,
        ["microsoft.network/publicipaddresses"] = 1,
        ["ec2.eip"] = 1,
        ["microsoft.network/azurefirewalls"] = 2,
        ["microsoft.network/applicationgateways"] = 2,
        ["microsoft.network/loadbalancers"] = 2,
        ["elasticloadbalancing.loadbalancer"] = 2,
        ["compute.forwardingrules"] = 2,
        ["compute.globalforwardingrules"] = 2,
    };

    private readonly HashSet<(GraphNode Address, GraphNode Target)> configured = [];

    /// <summary>The open ways to an asset.</summary>
    public void Add(GraphNode asset, VerdictView verdict)
    {
        foreach (var path in verdict.Paths.Where(static path => path.Reachable.Count > 0))
        {
            var (stations, rules) = (Way(path, asset).ToList(), path.Reachable.SelectMany(RouteRules.Of).ToList());
            configured.Add((stations[0], asset));
            foreach (var (from, to) in stations.Zip(stations.Skip(1)))
            {
                graph.Route(from, to, rules);
            }
        }
    }

    /// <summary>The public endpoints of a machine that strangers reached, where no configured way from that address is known.</summary>
    public void Add(GraphNode node, Machine machine)
    {
        foreach (var seen in PublicEndpoint.Of(machine.Evidence).GroupBy(static endpoint => endpoint.Address))
        {
            if (graph.Address(seen.Key) is var address && !configured.Contains((address, node)))
            {
                graph.Route(address, node, seen.SelectMany(RouteRules.Of));
            }
        }
    }

    private IEnumerable<GraphNode> Way(PathView path, GraphNode asset)
    {
        var stations = path.Hops.Select(static hop => hop.Resource).Prepend(path.Resource).Select(resources.Find).OfType<GraphNode>()
            .Where(node => Stations.ContainsKey(node.Label) && node != asset).Distinct().OrderBy(static node => Stations[node.Label]);
        return [.. IpAddress.TryParse(path.Address, out var ip) ? [graph.Address(ip)] : Array.Empty<GraphNode>(), .. stations, asset];
    }
}
