using ExposurePipeline.Reachability.Resources;
using static ExposurePipeline.Reachability.Aws.Documents.AwsId;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>An Elastic IP address.</summary>
/// <param name="Id">Its allocation.</param>
/// <param name="PublicAddress">The address.</param>
/// <param name="Interface">The network interface that it is associated with; null for none.</param>
public sealed record ElasticAddress(ResourceId Id, string PublicAddress, ResourceId? Interface) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Interface is { } named ? [named] : [];

    /// <summary>Reads <c>describe-addresses</c> or AWS Config.</summary>
    public static ElasticAddress Read(ResourceChange change) =>
        new(change.Id, change.Body["PublicIp"].Text ?? change.Id.Text, In(change.Body["NetworkInterfaceId"]));
}
