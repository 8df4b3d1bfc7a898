using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Joining;

/// <summary>Assets that stand for others: groups of machines, and what distributes flows among machines.</summary>
internal static class Collective
{
    private static readonly string[] Azure = ["virtualmachinescalesets"];
    private static readonly string[] Google = ["instanceGroups", "instanceGroupManagers", "forwardingRules"];
    private static readonly string[] Amazon = [":autoScalingGroup:", ":loadbalancer/", "loadbalancer/"];

    /// <summary>Whether an asset is one of them.</summary>
    public static bool Is(ResourceId asset) => asset.Cloud switch
    {
        Cloud.Azure => Azure.Contains(Collection(asset)),
        Cloud.Gcp => Google.Contains(Collection(asset)),
        _ => Amazon[..2].Any(mark => asset.Text.Contains(mark, StringComparison.Ordinal)) || asset.Text.StartsWith(Amazon[2], StringComparison.Ordinal),
    };

    private static string Collection(ResourceId asset) => asset.Text.Split('/') is [.., var collection, _] ? collection : "";
}
