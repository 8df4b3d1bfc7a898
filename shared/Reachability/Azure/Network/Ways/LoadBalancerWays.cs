using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>Ways through load balancers: frontend, rule, pool.</summary>
internal static class LoadBalancerWays
{
    /// <summary>Every way to a member of a pool, or to the target of a NAT rule.</summary>
    public static IEnumerable<Arrival> To(PoolTarget target, Perimeter perimeter) => BalancersOf(target, perimeter.Estate)
        .SelectMany(id => perimeter.Estate.Find<LoadBalancer>(id) is { } balancer
            ? Through(balancer, target, perimeter)
            : [new(perimeter.Start(EntranceKind.LoadBalancer, id, null).Unread(id.Text, "load balancer", $"The load balancer {perimeter.Estate.WhyUnread(id)}."), true, null) { IsUnread = true }]);

    private static IEnumerable<ResourceId> BalancersOf(PoolTarget target, IEstate estate) => target.Memberships
        .Select(static pool => ArmId.Owner(pool)).OfType<ResourceId>()
        .Concat(target.Names.SelectMany(name => estate.Naming<LoadBalancer>(name)).Select(static balancer => balancer.Id))
        .Distinct();

    private static IEnumerable<Arrival> Through(LoadBalancer balancer, PoolTarget target, Perimeter perimeter)
    {
        var memberships = balancer.Pools.Where(pool => pool.Has(target)).Select(static pool => pool.Id).Union(target.Memberships).ToArray();
        var rules = balancer.Rules.Where(rule => rule.LeadsTo(target.Configuration, memberships)).ToArray();
        if (rules.Length > 0)
        {
            return rules.SelectMany(rule => Along(rule, balancer, perimeter));
        }

        // Named only as an address that another network has too.
        return memberships.Length == 0 ? []
            : [new(perimeter.Start(EntranceKind.LoadBalancer, balancer.Id, null).Closed(balancer.Id.Text, "load balancer", "No load balancing rule or inbound NAT rule leads to it."), true, null)];
    }

    private static IEnumerable<Arrival> Along(LoadBalancerRule rule, LoadBalancer balancer, Perimeter perimeter) =>
        from arrival in At(rule, balancer, perimeter)
        from translation in Translations(rule)
        let way = arrival.Way.Branch()
        select arrival with
        {
            Way = translation is null
                ? Readable(way, rule).By(rule.Id.Text, rule.What)
                : Readable(way, rule).Translated(translation, rule.Id.Text, rule.What, $"Port {translation.Ports} leads to port {translation.InsidePorts}."),
        };

    private static PathBuilder Readable(PathBuilder way, LoadBalancerRule rule) =>
        rule.IsWhole ? way : way.Unread(rule.Id.Text, rule.What, $"{rule.Id} could be read only in part.");

    private static IEnumerable<Translation?> Translations(LoadBalancerRule rule) =>
        rule.Protocol is { } protocol ? [new(protocol, rule.Ports, rule.InsidePorts, null)]
        : rule.Ports == NumberRange.AllPorts ? [null]
        : [new(Protocols.Tcp, rule.Ports, rule.InsidePorts, null), new(Protocols.Udp, rule.Ports, rule.InsidePorts, null)];

    private static Arrival[] At(LoadBalancerRule rule, LoadBalancer balancer, Perimeter perimeter)
    {
        var kind = rule.IsNat ? EntranceKind.NatRule : EntranceKind.LoadBalancer;
        if (balancer.Frontends.FirstOrDefault(frontend => frontend.Id == rule.Frontend) is not { } frontend)
        {
            return [new(perimeter.Start(kind, rule.Id, null).Unread(rule.Id.Text, rule.What, $"The frontend {rule.Frontend} of {rule.Id} is not in the load balancer."), true, null)];
        }

        if (frontend.PublicAddress is { } id)
        {
            return [new(perimeter.At(kind, id, frontend.Id), KeepsClient: true, balancer.IsClosedByDefault)];
        }

        var inner = Inner(frontend, perimeter).ToArray();
        return inner.Length > 0 ? inner
            : [new(perimeter.Start(kind, frontend.Id, frontend.Address?.ToString()).Closed(frontend.Id.Text, "frontend", "It has a private address only."), true, null)];
    }

    // An internal load balancer is no entrance, and may be where a firewall or a gateway leads to.
    private static IEnumerable<Arrival> Inner(Frontend frontend, Perimeter perimeter)
    {
        if (frontend.Address is not { } address)
        {
            return [];
        }

        var network = frontend.Subnet is { } subnet ? ArmId.Owner(subnet) : null;
        return FirewallWays.To(address, network, perimeter).Concat(GatewayWays.To(new(null, address, network, []), perimeter));
    }
}
