using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Compute;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>Ways to an instance through load balancers and protocol forwarding, from the forwarding rule inwards.</summary>
internal static class BalancedWays
{
    /// <summary>One way for each forwarding rule and thing that the instance stands behind.</summary>
    public static IEnumerable<Path> Of(Arrival arrival, SourceSet internet) =>
        Backing.Of(arrival.Instance, arrival.Estate).SelectMany(backing => Of(backing, arrival, internet));

    private static IEnumerable<Path> Of(Backing backing, Arrival arrival, SourceSet internet)
    {
        if (backing.Behind is BackendService { Proxying: Proxying.Internal } service)
        {
            return [Start(service, internet).Closed(service.Id.Text, "backend service", $"its scheme {service.Scheme} is of internal load balancers").Build()];
        }

        var frontends = Frontend.Of(backing.Behind, arrival.Estate).ToArray();
        return frontends.Length == 0
            ? Inwards(Start(backing.Behind, internet).Unread(backing.Behind.Id.Text, "forwarding rule", $"no forwarding rule that leads to {backing.Behind.Id} was read"), backing, null, arrival)
            : frontends.SelectMany(frontend => Inwards(frontend.Enter(internet), backing, frontend.Rule, arrival));
    }

    private static PathBuilder Start(Resource behind, SourceSet internet) => new(new(EntranceKind.LoadBalancer, behind.Id.Text, null), internet);

    private static IEnumerable<Path> Inwards(PathBuilder path, Backing backing, ForwardingRule? rule, Arrival arrival)
    {
        var nic = backing.InterfaceOf(arrival.Instance);
        return backing.Behind switch
        {
            BackendService { Proxying: Proxying.GoogleFrontEnd } service => Proxied(path, backing, service, rule, GoogleFrontEnds.Sources(service.AddressSelection), arrival),
            BackendService { Proxying: Proxying.Envoy } service => Proxied(path, backing, service, rule, SeenFromEnvoy(service, rule, nic, arrival.Estate), arrival),
            BackendService service => [arrival.FromInternet(Grouped(path.By(service.Id.Text, "backend service"), backing), nic, rule?.Destination ?? SourceSet.Empty)],
            var target => [arrival.FromInternet(path.By(target.Id.Text, target is TargetPool ? "target pool" : "target instance"), nic, rule?.Destination ?? SourceSet.Empty)],
        };
    }

    // A way for each pair of frontend ports and backend port: proxies may connect to any of the ports that the group names.
    private static IEnumerable<Path> Proxied(PathBuilder path, Backing backing, BackendService service, ForwardingRule? rule, SourceSet? seenAs, Arrival arrival)
    {
        Armored(path, service, arrival.Estate);
        if (seenAs is null)
        {
            var missing = $"no proxy-only subnet of {service.Id.Region()} was read: what the backend sees as source is not known";
            return [arrival.FromUnknown(Grouped(path, backing).Unread(service.Id.Text, "proxy-only subnet", missing))];
        }

        var inside = backing.Ports.Count > 0 ? backing.Ports : [NumberRange.AllPorts];
        return (rule?.Ports ?? [NumberRange.AllPorts]).SelectMany(_ => inside, (ports, port) => arrival.FromProxy(
            Grouped(path.Branch().Translated(new(Protocols.Tcp, ports, port, seenAs), service.Id.Text, "backend service", Connects(service, backing, port)), backing),
            backing.InterfaceOf(arrival.Instance)));
    }

    private static string Connects(BackendService service, Backing backing, NumberRange port) =>
        backing.Ports.Count == 0 ? $"the port named '{service.PortName}' was not told: it may be any"
        : $"a proxy connects to port {port}, from {(service.Proxying is Proxying.Envoy ? "the proxy-only subnet" : "Google front ends")}";

    private static void Armored(PathBuilder path, BackendService service, IEstate estate)
    {
        foreach (var id in service.SecurityPolicies)
        {
            _ = estate.Find<SecurityPolicy>(id) is { } policy ? path.Through(policy.Rules, id.Text, "security policy")
                : path.Unread(id.Text, "security policy", $"the security policy {id} was not read");
        }
    }

    private static PathBuilder Grouped(PathBuilder path, Backing backing) =>
        backing.Via is { } group ? path.By(group.Text, group.Collection() == "networkEndpointGroups" ? "network endpoint group" : "instance group") : path;

    private static SourceSet? SeenFromEnvoy(BackendService service, ForwardingRule? rule, NetworkInterface? nic, IEstate estate)
    {
        var network = rule?.Network ?? service.Network ?? nic?.Network;
        var subnets = network is { } named ? estate.Naming<Subnetwork>(named.ProxySubnets).Where(subnet => subnet.Id.Region() == service.Id.Region()).ToArray() : [];
        var addresses = subnets.Aggregate(SourceSet.Empty, static (all, subnet) => all.Union(subnet.Addresses));
        return addresses.IsEmpty ? null : addresses;
    }
}
