using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>An address at which a load balancer, an application gateway or a firewall takes flows in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="PublicAddress">The public address; null for a private frontend.</param>
/// <param name="Address">The private address; null for a public frontend.</param>
/// <param name="Subnet">Where a private frontend lies.</param>
public sealed record Frontend(ResourceId Id, ResourceId? PublicAddress, IpAddress? Address, ResourceId? Subnet)
{
    internal IEnumerable<ResourceId> References => new[] { PublicAddress, Subnet }.OfType<ResourceId>();

    internal static Frontend Read(ResourceId owner, Body body, string list)
    {
        var settings = body.Properties;
        return new(
            body.IdIn(owner, list),
            settings["publicIPAddress"].Link,
            IpAddress.TryParse(settings["privateIPAddress"].Text, out var address) ? address : null,
            settings["subnet"].Link);
    }
}
