using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>A subnet; of interest are those from which a load balancer's proxies speak.</summary>
/// <remarks>Source: "Proxy-only subnets for Envoy-based load balancers": one active a region and network.</remarks>
/// <param name="Id">Its name.</param>
/// <param name="Network">Its network.</param>
/// <param name="IsForProxies">Whether it is the active proxy-only subnet of its region.</param>
/// <param name="Addresses">Its primary ranges.</param>
public sealed record Subnetwork(ResourceId Id, ResourceId? Network, bool IsForProxies, SourceSet Addresses) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => IsForProxies && Network is { } network ? [network.ProxySubnets] : [];

    /// <summary>Reads a subnet.</summary>
    public static Subnetwork Read(ResourceChange change)
    {
        var body = change.Body;
        var problems = new List<string>();
        var ranges = Ranges.Read(body["ipCidrRange"], change.Id.Last(), problems).Known.Union(Ranges.Read(body["externalIpv6Prefix"], change.Id.Last(), problems).Known);
        var forProxies = body["purpose"].Text is "REGIONAL_MANAGED_PROXY" or "INTERNAL_HTTPS_LOAD_BALANCER" && body["role"].Text is not "BACKUP";
        return new(change.Id, GcpName.Of(body["network"].Text, change.Id), forProxies, ranges) { Name = body["name"].Text ?? "", Problems = problems };
    }
}
