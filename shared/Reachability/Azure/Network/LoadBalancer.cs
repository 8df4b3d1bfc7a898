using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A load balancer: it passes flows on, so that the backend sees the client and the backend's port.</summary>
/// <param name="Id">Its id.</param>
/// <param name="IsClosedByDefault">Whether backends behind a public frontend need a network security group that allows.</param>
/// <param name="Frontends">Public and private addresses.</param>
/// <param name="Pools">Backend pools.</param>
/// <param name="Rules">Load balancing rules, inbound NAT rules and NAT pools.</param>
public sealed record LoadBalancer(
    ResourceId Id, bool IsClosedByDefault, IReadOnlyList<Frontend> Frontends, IReadOnlyList<BackendPool> Pools, IReadOnlyList<LoadBalancerRule> Rules) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Frontends.SelectMany(static frontend => frontend.References)
        .Concat(Pools.SelectMany(static pool => pool.Members))
        .Concat(Rules.Select(static rule => rule.Target).OfType<ResourceId>());

    /// <summary>Reads the body of <c>Microsoft.Network/loadBalancers</c>.</summary>
    public static LoadBalancer Read(ResourceChange change)
    {
        var problems = new List<string>();
        var settings = change.Body.Properties;
        return new(
            change.Id,
            PublicIpAddress.IsStandard(change.Body),
            [.. settings["frontendIPConfigurations"].Items.Select(frontend => Frontend.Read(change.Id, frontend, "frontendIPConfigurations"))],
            [.. settings["backendAddressPools"].Items.Select(pool => BackendPool.Read(change.Id, pool))],
            [.. LoadBalancerRule.ReadAll(change.Id, settings, problems)])
        {
            Name = change.Body["name"].Text ?? "",
            Problems = problems,
        };
    }

    /// <summary>The pools that a target is in, by what it or the pool says.</summary>
    /// <param name="names">The target's ip configuration and address.</param>
    /// <param name="memberships">The pools and rules that the target names.</param>
    public IEnumerable<ResourceId> PoolsOf(IReadOnlyCollection<ResourceId> names, IEnumerable<ResourceId> memberships) =>
        Pools.Where(pool => pool.Members.Any(names.Contains)).Select(static pool => pool.Id).Union(memberships);
}

/// <summary>Targets of a load balancer or an application gateway.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Members">Ip configurations, and private addresses as names.</param>
public sealed record BackendPool(ResourceId Id, IReadOnlyList<ResourceId> Members)
{
    internal static BackendPool Read(ResourceId owner, Body body)
    {
        var settings = body.Properties;
        var addresses = settings["loadBalancerBackendAddresses"].Items.Where(static address => !IsDown(address.Properties)).Select(static address => address.Properties).ToArray();
        return new(body.IdIn(owner, "backendAddressPools"),
        [
            .. settings["backendIPConfigurations"].Links,
            .. addresses.Select(static address => address["networkInterfaceIPConfiguration"].Link).OfType<ResourceId>(),
            .. addresses.Select(static address => PrivateAddress.NameOf(address["ipAddress"].Text)).OfType<ResourceId>(),
            .. settings["backendAddresses"].Items.Select(static address => PrivateAddress.NameOf(address["ipAddress"].Text ?? address.Text)).OfType<ResourceId>(),
        ]);
    }

    // A member that is administratively down gets no new connections ("Administrative state in Azure Load Balancer").
    private static bool IsDown(Body address) => "Down".Equals(address["adminState"].Text, StringComparison.OrdinalIgnoreCase);
}
