using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>Every way from the internet to a network interface.</summary>
internal static class InterfaceWays
{
    /// <summary>The ways, each as far as the interface itself.</summary>
    public static IEnumerable<PathBuilder> To(NetworkInterface card, Perimeter perimeter)
    {
        var ways = card.Configurations.SelectMany(configuration => To(card, configuration, perimeter)).ToList();
        return ways.Count > 0 ? ways
            : [perimeter.Start(EntranceKind.DirectAddress, card.Id, null)
                .Closed(card.Id.Text, "network interface", "It has no public IP address, and no load balancer, application gateway or firewall that was read leads to it.")];
    }

    /// <summary>What was not read, and of which nothing tells whether it leads to the interface.</summary>
    public static IEnumerable<string> Missing(NetworkInterface card, IEstate estate) => card.Configurations
        .Select(static configuration => configuration.Subnet is { } subnet ? ArmId.Owner(subnet) : null).OfType<ResourceId>()
        .Distinct()
        .SelectMany(network => FirewallWays.Missing(network, estate));

    private static IEnumerable<PathBuilder> To(NetworkInterface card, IpConfiguration configuration, Perimeter perimeter)
    {
        var network = configuration.Subnet is { } subnet ? ArmId.Owner(subnet) : null;
        var target = new PoolTarget(configuration.Id, configuration.Address, network, configuration.LoadBalancing);
        return Direct(configuration, perimeter)
            .Concat(LoadBalancerWays.To(target, perimeter))
            .Concat(GatewayWays.To(target with { Memberships = configuration.GatewayPools }, perimeter))
            .Concat(configuration.Address is { } address ? FirewallWays.To(address, network, perimeter) : [])
            .Select(arrival => Guards.Enter(arrival, card, configuration, perimeter.Estate));
    }

    private static IEnumerable<Arrival> Direct(IpConfiguration configuration, Perimeter perimeter)
    {
        const EntranceKind Kind = EntranceKind.DirectAddress;
        if (configuration.PublicAddress is { } id)
        {
            yield return new(perimeter.At(Kind, id, configuration.Id), KeepsClient: true, perimeter.Estate.Find<PublicIpAddress>(id)?.IsClosedByDefault);
        }

        if (configuration.Model is { } model)
        {
            var way = perimeter.Start(Kind, configuration.Id, null)
                .Only(FlowSet.All.Only(model.IsV6 ? Family.V6 : Family.V4), configuration.Id.Text, "public IP address", $"Each instance gets one ({model.Name}).");
            yield return new(way, KeepsClient: true, model.IsClosedByDefault);
        }

        foreach (var other in perimeter.Estate.Naming<PublicIpAddress>(configuration.Id).Where(other => other.Id != configuration.PublicAddress))
        {
            var way = perimeter.At(Kind, other.Id, configuration.Id)
                .Unread(configuration.Id.Text, "ip configuration", $"{other.Id} says that it belongs to {configuration.Id}, which does not name it.");
            yield return new(way, KeepsClient: true, other.IsClosedByDefault);
        }
    }
}
