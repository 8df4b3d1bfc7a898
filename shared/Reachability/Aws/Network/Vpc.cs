using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A VPC.</summary>
/// <param name="Id">Its id, <c>vpc-…</c>.</param>
/// <param name="IsDefault">
/// Whether AWS made it: then its main route table leads to an internet gateway and its default network ACL lets everything through, unless someone changed
/// them (VPC User Guide, Default VPCs).
/// </param>
public sealed record Vpc(ResourceId Id, bool IsDefault) : Resource(Id)
{
    /// <summary>Reads <c>describe-vpcs</c> or AWS Config.</summary>
    public static Vpc Read(ResourceChange change) => new(change.Id, change.Body["IsDefault"].Flag ?? false);
}
