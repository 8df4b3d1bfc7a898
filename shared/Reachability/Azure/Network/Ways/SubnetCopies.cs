using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>A subnet is told alone and in the body of its network: the newer copy counts, and of two that are equally old none, unless they agree.</summary>
internal static class SubnetCopies
{
    /// <summary>The subnet; null with the reason where it is not known.</summary>
    public static (Subnet? Subnet, string Reason) Find(ResourceId id, IEstate estate)
    {
        var inNetwork = estate.Find<VirtualNetwork>(ArmId.Owner(id))?.Subnets.FirstOrDefault(subnet => subnet.Id == id);
        return (estate.Find<Resource>(id), inNetwork) switch
        {
            (Subnet alone, { } other) => Newer(alone, other),
            (Subnet alone, null) => (alone, ""),
            (null, { } other) => (other, ""),
            _ => (null, $"The subnet {estate.WhyUnread(id)}: whether it has a network security group or routes is not known."),
        };
    }

    private static (Subnet? Subnet, string Reason) Newer(Subnet alone, Subnet other) =>
        alone.SaysTheSameAs(other) ? (alone, "")
        : alone.Version == other.Version ? (null, $"The subnet {alone.Id} was told twice, differently, and neither is newer.")
        : other.Version is null || alone.Version > other.Version ? (alone, "")
        : (other, "");
}
