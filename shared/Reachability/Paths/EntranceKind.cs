namespace ExposurePipeline.Reachability.Paths;

/// <summary>Kinds of doors to the internet.</summary>
public enum EntranceKind
{
    /// <summary>A public address of the asset's own.</summary>
    DirectAddress,

    /// <summary>A load balancer that passes flows on.</summary>
    LoadBalancer,

    /// <summary>An inbound NAT rule: one port of a shared address for one machine.</summary>
    NatRule,

    /// <summary>A proxy for web traffic: application gateway, application load balancer.</summary>
    ApplicationGateway,

    /// <summary>A firewall's DNAT rule.</summary>
    FirewallNat,

    /// <summary>The public endpoint of a managed service.</summary>
    ServiceEndpoint,
}
