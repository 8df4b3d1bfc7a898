using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>What stands before a publicly accessible database in its VPC: the route of its subnet, the network access list, the security groups.</summary>
internal static class VpcGuard
{
    /// <summary>Through all of them.</summary>
    public static PathBuilder Through(PathBuilder way, DatabaseInstance instance, IEstate estate)
    {
        _ = estate;
        return way.Unread(instance.Network.Vpc?.Text ?? instance.Id.Text, "VPC", $"The network of {instance.Id} was not read.");
    }
}
