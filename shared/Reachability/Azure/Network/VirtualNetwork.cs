using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A virtual network.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Own">Its own address space.</param>
/// <param name="Peerings">Networks that it is joined with.</param>
public sealed record VirtualNetwork(ResourceId Id, SourceSet Own, IReadOnlyList<VirtualNetworkPeering> Peerings) : Resource(Id)
{
    /// <summary>Everything that the tag <c>VirtualNetwork</c> certainly means here: its own space, and that of peers whose access is allowed.</summary>
    public SourceSet Space { get; } = Peerings.Where(static peering => peering.IsOpen).Aggregate(Own, static (space, peering) => space.Union(peering.RemoteSpace));

    /// <summary>Its subnets, as its own body tells them; each may also be told alone.</summary>
    public IReadOnlyList<Subnet> Subnets { get; init; } = [];

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Peerings.Select(static peering => peering.Remote).OfType<ResourceId>();

    /// <summary>Reads the body of <c>Microsoft.Network/virtualNetworks</c>.</summary>
    public static VirtualNetwork Read(ResourceChange change)
    {
        var problems = new List<string>();
        var settings = change.Body.Properties;
        var own = AddressList.Read("addressSpace", problems, settings["addressSpace"]["addressPrefixes"]);
        var peerings = settings["virtualNetworkPeerings"].Items.Select(peering => VirtualNetworkPeering.Read(peering, problems)).ToArray();
        var subnets = SubnetsIn(change);
        return new(change.Id, own.Prefixes, peerings)
        {
            Name = change.Body["name"].Text ?? "",
            Subnets = subnets,
            Problems = [.. problems, .. subnets.SelectMany(static subnet => subnet.Problems)],
        };
    }

    // A subnet that is only pointed to has no settings and is told elsewhere.
    private static Subnet[] SubnetsIn(ResourceChange change) =>
    [
        .. change.Body.Properties["subnets"].Items
            .Where(static subnet => subnet.HasSettings)
            .Select(subnet => Subnet.Read(change with { Id = subnet.IdIn(change.Id, "subnets"), Body = subnet })),
    ];

    /// <summary>Whether packets from here reach an address of the other network.</summary>
    public bool Reaches(ResourceId other) => other == Id || Peerings.Any(peering => peering.IsOpen && peering.Remote == other);
}

/// <summary>One side of a peering.</summary>
/// <param name="Remote">The other network.</param>
/// <param name="RemoteSpace">Its address space.</param>
/// <param name="IsOpen">Whether it is connected and the other network may be reached.</param>
public sealed record VirtualNetworkPeering(ResourceId? Remote, SourceSet RemoteSpace, bool IsOpen)
{
    internal static VirtualNetworkPeering Read(Body peering, List<string> problems)
    {
        var settings = peering.Properties;
        var space = settings.Any("remoteVirtualNetworkAddressSpace", "remoteAddressSpace")["addressPrefixes"];
        var isConnected = (settings["peeringState"].Text ?? "Connected").Equals("Connected", StringComparison.OrdinalIgnoreCase);
        return new(
            settings["remoteVirtualNetwork"].Link,
            AddressList.Read($"peering {peering["name"].Text}", problems, space).Prefixes,
            isConnected && settings["allowVirtualNetworkAccess"].Flag != false);
    }
}
