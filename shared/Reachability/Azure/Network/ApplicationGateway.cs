using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>An application gateway: it ends the client's connection and opens one of its own, so that the backend sees the gateway's subnet.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subnet">The gateway's own subnet.</param>
/// <param name="IsStopped">Whether it is known not to run.</param>
/// <param name="Frontends">Public and private addresses.</param>
/// <param name="Pools">Backend pools.</param>
/// <param name="Routes">From listeners to pools.</param>
public sealed record ApplicationGateway(
    ResourceId Id, ResourceId? Subnet, bool IsStopped, IReadOnlyList<Frontend> Frontends, IReadOnlyList<BackendPool> Pools, IReadOnlyList<GatewayRoute> Routes) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Frontends.SelectMany(static frontend => frontend.References)
        .Concat(Pools.SelectMany(static pool => pool.Members))
        .Concat(Subnet is { } subnet ? [subnet] : []);

    /// <summary>Reads the body of <c>Microsoft.Network/applicationGateways</c>.</summary>
    public static ApplicationGateway Read(ResourceChange change)
    {
        var settings = change.Body.Properties;
        var problems = new List<string>();
        var routes = GatewayRoutes.Read(change.Id, settings, problems);
        problems.AddRange(settings["backendAddressPools"].Items.SelectMany(static pool => pool.Properties["backendAddresses"].Items)
            .Select(static address => address["fqdn"].Text ?? address["ipAddress"].Text ?? address.Text)
            .Where(static text => text is not null && PrivateAddress.NameOf(text) is null)
            .Select(static text => $"backend '{text}': which machine that is, DNS knows."));
        return new(
            change.Id,
            settings["gatewayIPConfigurations"].Items.Select(static configuration => configuration.Properties["subnet"].Link).FirstOrDefault(),
            "Stopped".Equals(settings["operationalState"].Text, StringComparison.OrdinalIgnoreCase),
            [.. settings["frontendIPConfigurations"].Items.Select(frontend => Frontend.Read(change.Id, frontend, "frontendIPConfigurations"))],
            [.. settings["backendAddressPools"].Items.Select(pool => BackendPool.Read(change.Id, pool))],
            routes)
        {
            Name = change.Body["name"].Text ?? "",
            Problems = problems,
        };
    }
}

/// <summary>A listener's port and a pool's port that a rule joins.</summary>
/// <param name="Rule">The rule's id.</param>
/// <param name="Frontend">The frontend that the listener listens at.</param>
/// <param name="Port">The listener's port.</param>
/// <param name="Protocol">TCP, or for HTTP/3 and layer 4 UDP.</param>
/// <param name="Pool">The pool that gets the requests.</param>
/// <param name="BackendPort">The port that the gateway connects to.</param>
public sealed record GatewayRoute(ResourceId Rule, ResourceId Frontend, int Port, int Protocol, ResourceId Pool, int BackendPort);
