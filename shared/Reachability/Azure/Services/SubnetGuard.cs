using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services;

/// <summary>What stands before a service that was put into a subnet of the customer's and has a public address too.</summary>
internal static class SubnetGuard
{
    /// <summary>The network security group of the subnet, which the service's public address does not bypass.</summary>
    public static PathBuilder ThroughSubnet(this PathBuilder way, ResourceId? subnet, ResourceId service, IEstate estate)
    {
        _ = estate;
        return way.Unread(subnet?.Text ?? service.Text, "network security group", subnet is { } id ? $"The network security group of {id} was not read." : $"The subnet of {service} was not told.");
    }
}
