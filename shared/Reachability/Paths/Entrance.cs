namespace ExposurePipeline.Reachability.Paths;

/// <summary>Where the internet comes in.</summary>
/// <param name="Kind">What kind of door.</param>
/// <param name="Resource">The resource that is addressed: a public address, a load balancer, the service itself.</param>
/// <param name="Address">Its address or host name; null where it was not told.</param>
public sealed record Entrance(EntranceKind Kind, string Resource, string? Address)
{
    /// <summary>The kind in words.</summary>
    public string What => Words(Kind);

    /// <summary>A kind in words.</summary>
    public static string Words(EntranceKind kind) => kind switch
    {
        EntranceKind.DirectAddress => "public address",
        EntranceKind.LoadBalancer => "load balancer",
        EntranceKind.NatRule => "inbound NAT rule",
        EntranceKind.ApplicationGateway => "application gateway",
        EntranceKind.FirewallNat => "firewall",
        _ => "service endpoint",
    };
}
