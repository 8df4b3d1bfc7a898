using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>Ways through application gateways.</summary>
/// <remarks>
/// The gateway's subnet must allow the listener's port; ports 65200-65535 for GatewayManager lead to no backend ("Application Gateway infrastructure
/// configuration").
/// </remarks>
internal static class GatewayWays
{
    /// <summary>Every way to a member of a pool.</summary>
    public static IEnumerable<Arrival> To(PoolTarget target, Perimeter perimeter) => GatewaysOf(target, perimeter.Estate)
        .SelectMany(id => perimeter.Estate.Find<ApplicationGateway>(id) is { } gateway
            ? Through(gateway, target, perimeter)
            : [new(perimeter.Start(EntranceKind.ApplicationGateway, id, null).Unread(id.Text, "application gateway", $"The application gateway {perimeter.Estate.WhyUnread(id)}."), false, false) { IsUnread = true }]);

    private static IEnumerable<ResourceId> GatewaysOf(PoolTarget target, IEstate estate) => target.Memberships
        .Select(static pool => ArmId.Owner(pool)).OfType<ResourceId>()
        .Concat(target.Names.SelectMany(name => estate.Naming<ApplicationGateway>(name)).Select(static gateway => gateway.Id))
        .Distinct();

    private static IEnumerable<Arrival> Through(ApplicationGateway gateway, PoolTarget target, Perimeter perimeter)
    {
        var network = gateway.Subnet is { } subnet ? ArmId.Owner(subnet) : null;
        var named = gateway.Pools.Where(pool => pool.Has(target)).Select(static pool => pool.Id).ToArray();
        var reaches = perimeter.Reaches(network, target.Network, target.Address is { } address ? AddressText.Of(address) : SourceSet.Empty);
        var pools = reaches == false ? target.Memberships : target.Memberships.Union(named).ToArray();
        if (pools.Count == 0)
        {
            return [];
        }

        var routes = gateway.Routes.Where(route => pools.Contains(route.Pool)).ToArray();
        return routes.Length > 0 ? routes.SelectMany(route => Along(route, gateway, perimeter).Select(arrival => Reaching(arrival, reaches is null && !target.Memberships.Contains(route.Pool), gateway)))
            : [new(perimeter.Start(EntranceKind.ApplicationGateway, gateway.Id, null).Closed(gateway.Id.Text, "routing rule", "No rule of the gateway leads to the pool."), false, false)];
    }

    private static Arrival Reaching(Arrival arrival, bool isOpen, ApplicationGateway gateway) => !isOpen ? arrival : arrival with
    {
        Way = arrival.Way.Unread(gateway.Subnet?.Text ?? gateway.Id.Text, "network", "Whether the gateway's network reaches that of the target was not read."),
    };

    private static IEnumerable<Arrival> Along(GatewayRoute route, ApplicationGateway gateway, Perimeter perimeter)
    {
        foreach (var arrival in At(route, gateway, perimeter))
        {
            var way = arrival.Way;
            if (gateway.IsStopped)
            {
                way.Closed(gateway.Id.Text, "application gateway", "It is stopped.");
            }

            way.Only(FlowSet.Of(route.Protocol, NumberRange.Of(route.Port)), route.Rule.Text, "listener", $"It listens at port {route.Port}.");
            var subnet = Guards.EnterSubnet(way, gateway.Subnet, gateway.Id, perimeter.Estate, arrival.KeepsClient);
            var seenAs = subnet is { Space.IsEmpty: false } ? subnet.Space : ServiceTag.Private;
            way.Translated(
                new(route.Protocol, NumberRange.Of(route.Port), NumberRange.Of(route.BackendPort), seenAs),
                route.Rule.Text, "routing rule", $"It connects to port {route.BackendPort} of {route.Pool}, from the gateway's subnet.");
            yield return new(way, KeepsClient: false, NeedsSecurityGroup: false);
        }
    }

    private static Arrival[] At(GatewayRoute route, ApplicationGateway gateway, Perimeter perimeter)
    {
        const EntranceKind Kind = EntranceKind.ApplicationGateway;
        if (gateway.Frontends.FirstOrDefault(frontend => frontend.Id == route.Frontend) is not { } frontend)
        {
            return [new(perimeter.Start(Kind, route.Frontend, null).Unread(route.Frontend.Text, "frontend", $"The frontend {route.Frontend} is not in the gateway."), true, false)];
        }

        if (frontend.PublicAddress is { } id)
        {
            return [new(perimeter.At(Kind, id, frontend.Id), KeepsClient: true, NeedsSecurityGroup: false)];
        }

        var network = gateway.Subnet is { } subnet ? ArmId.Owner(subnet) : null;
        var inner = frontend.Address is { } address ? FirewallWays.To(address, network, perimeter).ToArray() : [];
        return inner.Length > 0 ? inner
            : [new(perimeter.Start(Kind, frontend.Id, frontend.Address?.ToString()).Closed(frontend.Id.Text, "frontend", "It has a private address only."), true, false)];
    }
}
