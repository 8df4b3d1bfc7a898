namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>What stands between a client and a backend: it decides what the backend sees as source.</summary>
/// <remarks>Source: "Firewall rules" of Cloud Load Balancing.</remarks>
public enum Proxying
{
    /// <summary>Nothing: packets pass through with the client's address.</summary>
    None,

    /// <summary>Google front ends: global load balancers.</summary>
    GoogleFrontEnd,

    /// <summary>Envoy proxies in the proxy-only subnet: regional load balancers.</summary>
    Envoy,

    /// <summary>A load balancer with an internal address.</summary>
    Internal,
}
