using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Compute;
using ExposurePipeline.Reachability.Gcp.Projects;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>That an instance stands behind a backend service, a target pool or a target instance.</summary>
/// <param name="Behind">What forwarding rules and proxies lead to.</param>
/// <param name="Via">The group that the instance is in; null where it is named itself.</param>
/// <param name="Ports">Ports that proxies connect to; empty where they were not told.</param>
/// <param name="Network">The network of the interface that is used; null where it is the first one's.</param>
internal sealed record Backing(Resource Behind, ResourceId? Via, IReadOnlyList<NumberRange> Ports, ResourceId? Network)
{
    /// <summary>The interface that flows arrive at: load balancers use the first one unless they name a network.</summary>
    public NetworkInterface? InterfaceOf(Instance instance) =>
        instance.Interfaces.FirstOrDefault(nic => Network is null || ProjectName.AreAlike(nic.Network, Network)) ?? (instance.Interfaces.Count > 0 ? instance.Interfaces[0] : null);

    /// <summary>Everything that an instance stands behind.</summary>
    public static IEnumerable<Backing> Of(Instance instance, IEstate estate) =>
        Memberships.GroupsOf(instance, estate).SelectMany(group => OfGroup(group, estate))
            .Concat(estate.Naming<NetworkEndpoints>(instance.Id).SelectMany(endpoints => OfEndpoints(endpoints, instance, estate)))
            .Concat(PoolsOf(instance, estate).Select(static pool => new Backing(pool, null, [], null)))
            .Concat(estate.Naming<TargetInstance>(instance.Id).Select(static target => new Backing(target, null, [], target.Network)));

    private static IEnumerable<Backing> OfGroup(ResourceId group, IEstate estate)
    {
        var read = estate.Find<InstanceGroup>(group);
        return estate.Naming<BackendService>(group)
            .Select(service => new Backing(service, group, NamedPorts(service.PortName, group, estate), service.Network ?? read?.Network));
    }

    private static IReadOnlyList<NumberRange> NamedPorts(string name, ResourceId group, IEstate estate) =>
        [.. (estate.Find<InstanceGroup>(group)?.NamedPorts[name] ?? [])
            .Concat(estate.Naming<ManagedInstanceGroup>(group).SelectMany(manager => manager.NamedPorts[name]))
            .Distinct()];

    private static IEnumerable<Backing> OfEndpoints(NetworkEndpoints endpoints, Instance instance, IEstate estate)
    {
        var byDefault = estate.Find<NetworkEndpointGroup>(endpoints.Group)?.DefaultPort;
        var ports = endpoints.Endpoints.Where(endpoint => ProjectName.AreAlike(endpoint.Instance, instance.Id)).Select(endpoint => endpoint.Port ?? byDefault).OfType<NumberRange>().Distinct().ToArray();
        return estate.Naming<BackendService>(endpoints.Group).Select(service => new Backing(service, endpoints.Group, ports, service.Network));
    }

    private static IEnumerable<TargetPool> PoolsOf(Instance instance, IEstate estate) =>
        estate.Naming<TargetPool>(instance.Id)
            .Concat(estate.Find<ManagedInstanceGroup>(instance.Manager)?.TargetPools.Select(id => estate.Find<TargetPool>(id)).OfType<TargetPool>() ?? [])
            .DistinctBy(static pool => pool.Id);
}
