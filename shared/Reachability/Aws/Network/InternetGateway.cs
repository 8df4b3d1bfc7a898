using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>An internet gateway: translates between public and private addresses of the VPC that it is attached to.</summary>
/// <param name="Id">Its id, <c>igw-…</c>.</param>
/// <param name="Vpcs">The VPC that it is attached to; null where attachments were not told.</param>
public sealed record InternetGateway(ResourceId Id, IReadOnlyList<ResourceId>? Vpcs) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Vpcs ?? [];

    /// <summary>Reads <c>describe-internet-gateways</c> or AWS Config.</summary>
    public static InternetGateway Read(ResourceChange change) => new(change.Id, !change.Body["Attachments"].Exists ? null :
    [
        .. change.Body["Attachments"].Items
            .Where(static item => item["State"].Text is not ("detaching" or "detached"))
            .Select(static item => In(item["VpcId"]))
            .OfType<ResourceId>(),
    ]);

    /// <summary>Whether it certainly serves no traffic of this VPC.</summary>
    public bool IsDetachedFrom(ResourceId? vpc) => Vpcs is { } attached && (attached.Count == 0 || (vpc is { } own && !attached.Contains(own)));
}
