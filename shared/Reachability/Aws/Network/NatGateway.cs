using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A NAT gateway: it has a public address, and lets in nothing but answers.</summary>
/// <param name="Id">Its id, <c>nat-…</c>.</param>
/// <param name="PublicAddresses">Its public addresses.</param>
public sealed record NatGateway(ResourceId Id, IReadOnlyList<string> PublicAddresses) : Resource(Id)
{
    /// <summary>Reads <c>describe-nat-gateways</c> or AWS Config.</summary>
    public static NatGateway Read(ResourceChange change) =>
        new(change.Id, [.. change.Body["NatGatewayAddresses"].Items.Select(static address => address["PublicIp"].Text).OfType<string>()]);
}
