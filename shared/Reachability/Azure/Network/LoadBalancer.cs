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

}
