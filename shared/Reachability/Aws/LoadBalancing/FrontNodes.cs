using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.LoadBalancing;

/// <summary>The ways from the internet to a load balancer's listeners.</summary>
internal static class FrontNodes
{
    /// <summary>Every way: by its own public addresses, and through network load balancers that have it as their target.</summary>
    public static IEnumerable<FrontNode> Of(LoadBalancer balancer, IEstate estate, InternetSources internet) =>
        Own(balancer, estate, internet).Concat(balancer is LoadBalancerV2 { IsNetwork: false } proxy ? Behind(proxy, estate, internet) : []);

    private static IEnumerable<FrontNode> Own(LoadBalancer balancer, IEstate estate, InternetSources internet)
    {
        if (balancer is LoadBalancerV2 { IsGateway: true } or { IsInternal: true })
        {
            var reason = balancer.IsInternal ? "its scheme is internal: it has no public address" : "it takes only what routes send to it";
            return [new(Start(balancer, internet, Family.V4).Closed(balancer.Id.Text, balancer.What, reason), Family.V4, balancer.Subnets)];
        }

        return balancer.Families.SelectMany(family => balancer.Subnets.Count == 0
            ? [new(Start(balancer, internet, family).Unread(balancer.Id.Text, balancer.What, $"the subnets of {balancer.Id} were not told"), family, [])]
            : balancer.Subnets.Select(subnet => new FrontNode(Into(subnet, balancer, family, estate, internet), family, [subnet])));
    }

    private static PathBuilder Into(ResourceId subnet, LoadBalancer balancer, Family family, IEstate estate, InternetSources internet)
    {
        var path = Start(balancer, internet, family);
        if (balancer.Scheme is not "internet-facing")
        {
            path.Unread(balancer.Id.Text, balancer.What, $"the scheme of {balancer.Id} was not told");
        }

        return path.IntoSubnet(new(subnet, balancer.Vpc), estate).ThroughSecurityGroups(balancer.Groups, Caller.Internet, balancer.Id, estate);
    }

    // The client's address is kept towards an application load balancer (Network Load Balancers, Use an Application Load Balancer as a target).
    private static IEnumerable<FrontNode> Behind(LoadBalancerV2 proxy, IEstate estate, InternetSources internet) =>
        from targets in estate.Naming<TargetHealth>(proxy.Id)
        from front in Front.Of(targets.TargetGroup, estate)
        let balancer = estate.Find<LoadBalancerV2>(front.Listener.LoadBalancer)
        where balancer is { IsNetwork: true } && front.Listener.Port is not null
        from registered in targets.Targets
        where registered.Target == proxy.Id
        let port = registered.Port ?? estate.Find<TargetGroup>(targets.TargetGroup)?.Port ?? front.Listener.Port
        from node in Own(balancer, estate, internet)
        select node with
        {
            Path = node.Path
                .Translated(new(Protocols.Tcp, NumberRange.Of(front.Listener.Port ?? 0), NumberRange.Of(port ?? 0), null), front.Listener.Id.Text, "listener", $"forwards to {proxy.Id} on port {port}")
                .ThroughSecurityGroups(proxy.Groups, new Caller(balancer.Groups), proxy.Id, estate),
            Subnets = proxy.Subnets,
        };

    private static PathBuilder Start(LoadBalancer balancer, InternetSources internet, Family family) => new(
        new(balancer is LoadBalancerV2 { IsNetwork: false } ? EntranceKind.ApplicationGateway : EntranceKind.LoadBalancer, balancer.Id.Text, balancer.DnsName),
        family is Family.V4 ? internet.Strangers with { V6 = AddressSet.Empty } : internet.Strangers with { V4 = AddressSet.Empty });
}
