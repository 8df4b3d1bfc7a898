using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>A DB subnet group, which clusters name without telling its subnets.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Subnets">Its subnets with their zones.</param>
public sealed record DatabaseSubnetGroup(ResourceId Id, IReadOnlyList<(ResourceId Subnet, string? Zone)> Subnets) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Subnets.Select(static subnet => subnet.Subnet);

    /// <summary>Reads a body.</summary>
    public static DatabaseSubnetGroup Read(ResourceChange change) =>
        new(change.Id, DatabaseNetwork.SubnetsOf(change.Body["Subnets"])) { Name = change.Body["DBSubnetGroupName"].Text ?? "" };
}
