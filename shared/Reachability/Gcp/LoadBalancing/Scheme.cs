namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>What <c>loadBalancingScheme</c> says.</summary>
/// <remarks>Source: forwardingRules and backendServices resources; EXTERNAL where absent.</remarks>
internal static class Scheme
{
    /// <summary>Whether it is one of the internet's load balancers; INTERNAL, INTERNAL_MANAGED and INTERNAL_SELF_MANAGED have internal addresses.</summary>
    public static bool IsExternal(string? scheme) => scheme is null or "EXTERNAL" or "EXTERNAL_MANAGED" or "EXTERNAL_PASSTHROUGH";
}
