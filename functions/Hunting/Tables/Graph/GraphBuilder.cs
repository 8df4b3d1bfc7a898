using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Hunting.Tables.Graph;

/// <summary>Collects nodes and edges; of what is added twice the first stays.</summary>
internal sealed class GraphBuilder(TenantId tenant)
{
    private const string Routes = "routes traffic to";
    private const string Contains = "contains";

    private readonly Dictionary<string, GraphNode> nodes = new(StringComparer.Ordinal);
    private readonly Dictionary<(GraphNode Source, GraphNode Target), List<(string Protocols, string Ports)>> routes = [];
    private readonly HashSet<(GraphNode Source, GraphNode Target)> contained = [];

    /// <summary>A node.</summary>
    /// <param name="key">What it is: no other node is the same.</param>
    /// <param name="create">Makes it, of its id.</param>
    public GraphNode Node(string key, Func<string, GraphNode> create) =>
        nodes.TryGetValue(key, out var known) ? known : nodes[key] = create(GraphIds.Of(tenant, "node", key));

    /// <summary>An address as the internet sees it.</summary>
    public GraphNode Address(IpAddress address) => Node(
        $"address|{address}", id => new(id, NodeLabels.Address, $"{address}", NodeCategories.Address, Bag.Of(), [(address.IsV4 ? "IPv4Address" : "IPv6Address", $"{address}")]));

    /// <summary>Traffic goes from one node to another.</summary>
    public void Route(GraphNode source, GraphNode target, IEnumerable<(string Protocols, string Ports)> rules)
    {
        if (!routes.TryGetValue((source, target), out var known))
        {
            routes[(source, target)] = known = [];
        }

        known.AddRange(rules);
    }

    /// <summary>One node is part of another.</summary>
    public void Contain(GraphNode source, GraphNode target) => contained.Add((source, target));

    /// <summary>The graph.</summary>
    public ExposureGraph Build() => new(
        [.. nodes.Values.OrderBy(static node => node.Id, StringComparer.Ordinal)],
        [
            .. routes.Select(route => Edge(Routes, route.Key.Source, route.Key.Target, Bag.Of((RouteRules.Name, RouteRules.Reachability(route.Value)))))
                .Concat(contained.Select(pair => Edge(Contains, pair.Source, pair.Target, Bag.Of())))
                .OrderBy(static edge => edge.Id, StringComparer.Ordinal),
        ]);

    private GraphEdge Edge(string label, GraphNode source, GraphNode target, ExposurePipeline.Hunting.Values.DynamicBag rawData) =>
        new(GraphIds.Of(tenant, "edge", label, source.Id, target.Id), label, source, target, rawData);
}
