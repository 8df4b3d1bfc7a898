using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Paths;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>Where Azure's networks meet the internet.</summary>
/// <param name="Estate">Every resource.</param>
/// <param name="Internet">Who counts as the internet.</param>
internal sealed record Perimeter(IEstate Estate, InternetSources Internet)
{
    /// <summary>Starts at a door.</summary>
    public PathBuilder Start(EntranceKind kind, ResourceId resource, string? address) =>
        new(new(kind, resource.Text, address), Internet.Strangers);

    /// <summary>Comes in at a public IP address.</summary>
    /// <param name="kind">What kind of door it is.</param>
    /// <param name="id">The public IP address.</param>
    /// <param name="owner">The ip configuration or frontend that has it.</param>
    public PathBuilder At(EntranceKind kind, ResourceId id, ResourceId owner)
    {
        const string What = "public IP address";
        if (Estate.Find<PublicIpAddress>(id) is not { } known)
        {
            return Start(kind, id, null).Unread(id.Text, What, $"The public IP address {Estate.WhyUnread(id)}.");
        }

        var way = Start(kind, id, known.Address?.ToString());
        if (known.Address is null)
        {
            return way.Closed(id.Text, What, "No address is assigned to it, as while its machine is deallocated.");
        }

        way.Only(FlowSet.All.Only(known.Family), id.Text, What, $"Its address is {known.Address}.");
        return known.Owner is { } other && ArmId.Owner(other) != ArmId.Owner(owner)
            ? way.Unread(id.Text, What, $"{id} says that it belongs to {other}; {owner} says that it has it.")
            : way;
    }

    /// <summary>Whether packets from a network reach another; null where that was not read.</summary>
    /// <param name="from">The network that they come from.</param>
    /// <param name="to">The network of the target.</param>
    /// <param name="address">The target: an address of the network's own is never sought in a peer.</param>
    public bool? Reaches(ResourceId? from, ResourceId? to, SourceSet address) =>
        from is null || to is not { } target ? null
        : from == to ? true
        : Estate.Find<VirtualNetwork>(from) is not { } network ? null
        : network.Reaches(target) && network.Own.Intersect(address).IsEmpty;
}
