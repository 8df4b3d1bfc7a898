using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>An RDS cluster: its endpoints are those of its instances.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Members">Its instances; null where they were not told.</param>
public sealed record DatabaseCluster(ResourceId Id, IReadOnlyList<ResourceId>? Members) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Members ?? [];

    /// <summary>Reads a body of <c>describe-db-clusters</c> or AWS Config.</summary>
    public static DatabaseCluster Read(ResourceChange change)
    {
        var members = change.Body["DBClusterMembers"];
        return new(change.Id, members.IsArray ? [.. members.Items.Select(member => Beside(change.Id, member["DBInstanceIdentifier"].Text ?? ""))] : null)
        {
            Name = change.Body["DBClusterIdentifier"].Text ?? "",
        };
    }

    // arn:aws:rds:region:account:cluster:name and arn:aws:rds:region:account:db:name
    private static ResourceId Beside(ResourceId cluster, string instance) =>
        cluster with { Text = $"{cluster.Text[..Math.Max(0, cluster.Text.LastIndexOf("cluster:", StringComparison.Ordinal))]}db:{instance}" };
}
