using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>A subnet.</summary>
/// <param name="Id">Its id, <c>subnet-…</c>.</param>
/// <param name="Vpc">Its VPC.</param>
/// <param name="IsDefault">Whether AWS made it, in a default VPC.</param>
/// <param name="Ranges">Its blocks, of both families.</param>
/// <param name="GivesPublicAddresses">Whether instances that are launched here get a public address unless they ask for none.</param>
/// <param name="BlockMode">VPC Block Public Access, as it applies here; null where it was not told, which is off.</param>
public sealed record Subnet(ResourceId Id, ResourceId? Vpc, bool IsDefault, IReadOnlyList<IpRange> Ranges, bool GivesPublicAddresses, string? BlockMode) : Resource(Id)
{
    /// <summary>Its availability zone; null where it was not told.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether VPC Block Public Access keeps the internet out (VPC User Guide, Block public access: off, block-bidirectional, block-ingress).</summary>
    public bool IsBlocked => BlockMode?.StartsWith("block-", StringComparison.Ordinal) ?? false;

    /// <summary>Reads <c>describe-subnets</c> or AWS Config.</summary>
    public static Subnet Read(ResourceChange change)
    {
        var body = change.Body;
        var (ranges, unread) = Cidr.ReadAll(body["Ipv6CidrBlockAssociationSet"].Items
            .Where(static item => item["Ipv6CidrBlockState"]["State"].Text is null or "associated")
            .Select(static item => item["Ipv6CidrBlock"].Text)
            .Append(body["CidrBlock"].Text)
            .OfType<string>());
        return new(
            change.Id,
            In(body["VpcId"]),
            body["DefaultForAz"].Flag ?? false,
            ranges,
            body["MapPublicIpOnLaunch"].Flag ?? false,
            body["BlockPublicAccessStates"]["InternetGatewayBlockMode"].Text)
        {
            Zone = body["AvailabilityZone"].Text,
            Problems = [.. unread.Select(text => $"{change.Id}: '{text}' is no address block.")],
        };
    }
}
