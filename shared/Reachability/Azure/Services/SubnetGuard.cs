using ExposurePipeline.Reachability.Azure.Network.Ways;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>What stands before a service that was put into a subnet of the customer's and has a public address too.</summary>
internal static class SubnetGuard
{
    /// <summary>The network security group of the subnet, which the service's public address does not bypass, and the route back.</summary>
    /// <remarks>Services of this kind need a group there; a subnet that has none was read incompletely, or is about to get one.</remarks>
    public static PathBuilder ThroughSubnet(this PathBuilder way, ResourceId? subnet, ResourceId service, IEstate estate) =>
        Guards.EnterSubnet(way, subnet, service, estate, keepsClient: true) is { SecurityGroup: null } unguarded
            ? way.Unread(unguarded.Id.Text, "network security group", $"{unguarded.Id} has no network security group, which {service} needs.")
            : way;
}
