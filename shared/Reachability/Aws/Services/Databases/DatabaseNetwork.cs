using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>Where a database may be in its VPC, and which security groups it has.</summary>
/// <param name="Vpc">The VPC; null where it was not told.</param>
/// <param name="Subnets">The subnets of its subnet group, with their zones; empty where they were not told.</param>
/// <param name="SecurityGroups">The groups in effect.</param>
public sealed record DatabaseNetwork(ResourceId? Vpc, IReadOnlyList<(ResourceId Subnet, string? Zone)> Subnets, IReadOnlyList<ResourceId> SecurityGroups)
{
    /// <summary>Everything that is named.</summary>
    public IEnumerable<ResourceId> References => [.. Vpc is { } vpc ? new[] { vpc } : [], .. Subnets.Select(static subnet => subnet.Subnet), .. SecurityGroups];

    /// <summary>Reads the part that instances and clusters share.</summary>
    public static DatabaseNetwork Read(Body body) => new(
        IdOf(body["DBSubnetGroup"]["VpcId"]),
        SubnetsOf(body["DBSubnetGroup"]["Subnets"]),
        [.. body["VpcSecurityGroups"].Items.Select(static group => IdOf(group["VpcSecurityGroupId"])).OfType<ResourceId>()]);

    /// <summary>The subnets of a subnet group.</summary>
    public static IReadOnlyList<(ResourceId Subnet, string? Zone)> SubnetsOf(Body subnets) =>
        [.. subnets.Items.Select(static item => (Id: IdOf(item["SubnetIdentifier"]), Zone: item["SubnetAvailabilityZone"]["Name"].Text)).Where(static item => item.Id is not null).Select(static item => (item.Id!.Value, item.Zone))];

    /// <summary>The subnets of a zone, or all where the zone was not told or has none.</summary>
    public IReadOnlyList<ResourceId> SubnetsIn(string? zone)
    {
        var there = Subnets.Where(subnet => zone is not null && subnet.Zone == zone).ToArray();
        return [.. (there.Length == 0 ? Subnets : there).Select(static subnet => subnet.Subnet)];
    }

    private static ResourceId? IdOf(Body text) => text.Text is { Length: > 0 } id ? new(Cloud.Aws, id) : null;
}
