using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Network;

/// <summary>A subnet of a virtual network.</summary>
/// <param name="Id">Its id; that of the network is the part before it.</param>
/// <param name="Space">Its addresses.</param>
/// <param name="SecurityGroup">The network security group that filters it; null for none.</param>
/// <param name="RouteTable">The table that changes its routes; null for none.</param>
public sealed record Subnet(ResourceId Id, SourceSet Space, ResourceId? SecurityGroup, ResourceId? RouteTable) : Resource(Id)
{
    /// <summary>When it became so; null where the source did not say.</summary>
    public DateTimeOffset? Version { get; init; }

    /// <summary>The virtual network.</summary>
    public ResourceId? Network => ArmId.Owner(Id);

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => new[] { Network, SecurityGroup, RouteTable }.OfType<ResourceId>();

    /// <summary>Whether two copies mean the same.</summary>
    public bool SaysTheSameAs(Subnet other) => Space.Equals(other.Space) && SecurityGroup == other.SecurityGroup && RouteTable == other.RouteTable;

    /// <summary>Reads the body of <c>Microsoft.Network/virtualNetworks/subnets</c>.</summary>
    public static Subnet Read(ResourceChange change)
    {
        var problems = new List<string>();
        var settings = change.Body.Properties;
        var space = AddressList.Read("addressPrefix", problems, settings["addressPrefix"], settings["addressPrefixes"]);
        return new(change.Id, space.Prefixes, settings["networkSecurityGroup"].Link, settings["routeTable"].Link)
        {
            Name = change.Body["name"].Text ?? "",
            Version = change.Version,
            Problems = problems,
        };
    }
}
