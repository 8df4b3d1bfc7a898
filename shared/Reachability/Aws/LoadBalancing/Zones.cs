using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>Which nodes of a load balancer send to which targets. Where a zone was not told, any to any.</summary>
/// <remarks>
/// Targets in a zone without a node get no traffic ("How Elastic Load Balancing works", Availability Zones and load balancer nodes). Where cross-zone load
/// balancing is off, a node sends to its own zone only; application load balancers have it on unless the target group says otherwise, network load
/// balancers off unless they or the target group say otherwise ("Cross-zone load balancing for target groups").
/// </remarks>
internal static class Zones
{
    /// <summary>The node, as far as it sends to a subnet.</summary>
    public static FrontNode Towards(this FrontNode node, ResourceId? subnet, LoadBalancer? balancer, TargetGroup? group, IEstate estate)
    {
        string? ZoneOf(ResourceId? id) => estate.Find<Subnet>(id)?.Zone;
        var (target, enabled) = (ZoneOf(subnet), (balancer?.Subnets ?? []).Select(id => ZoneOf(id)).ToArray());
        if (balancer is null || target is null || enabled.Length == 0 || enabled.Contains(null))
        {
            return node;
        }

        return !enabled.Contains(target) ? node with { Path = node.Path.Closed(balancer.Id.Text, "availability zones", $"it has no node in {target}: targets there get no traffic") }
            : node.Subnets.Any(own => ZoneOf(own) == target) ? node
            : Across(node, balancer, group);
    }

    private static FrontNode Across(FrontNode node, LoadBalancer balancer, TargetGroup? group) => (group?.CrossesZones, balancer) switch
    {
        (false, _) => node with { Path = node.Path.Closed($"{group?.Id}", "cross-zone load balancing", "it is off: a node sends to its own zone only") },
        (null, LoadBalancerV2 { IsNetwork: true }) => node with { Path = node.Path.Unread(balancer.Id.Text, "cross-zone load balancing", $"whether cross-zone load balancing of {balancer.Id} is on was not told") },
        _ => node,
    };
}
