using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A VPC.</summary>
/// <param name="Id">Its id, <c>vpc-…</c>.</param>
/// <param name="Ranges">Its address blocks; none where they were not told.</param>
/// <param name="IsDefault">
/// Whether AWS made it: then its main route table leads to an internet gateway and its default network ACL lets everything through, unless someone changed
/// them (VPC User Guide, Default VPCs).
/// </param>
public sealed record Vpc(ResourceId Id, IReadOnlyList<IpRange> Ranges, bool IsDefault) : Resource(Id)
{
    /// <summary>Reads <c>describe-vpcs</c> or AWS Config.</summary>
    public static Vpc Read(ResourceChange change)
    {
        var blocks = new[] { change.Body["CidrBlock"].Text }
            .Concat(change.Body["CidrBlockAssociationSet"].Items.Select(static item => item["CidrBlock"].Text))
            .Concat(change.Body["Ipv6CidrBlockAssociationSet"].Items.Select(static item => item["Ipv6CidrBlock"].Text))
            .OfType<string>();
        return new(change.Id, [.. Cidr.ReadAll(blocks).Ranges.Distinct()], change.Body["IsDefault"].Flag ?? false);
    }

    /// <summary>Whether an address is certainly not one of its own.</summary>
    public bool IsWithout(IpAddress address) => Ranges.Any(range => range.Network.IsV4 == address.IsV4) && !Ranges.Any(range => range.Contains(address));
}
