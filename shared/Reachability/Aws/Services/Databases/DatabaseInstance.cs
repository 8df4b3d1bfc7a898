using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Services.Databases;

/// <summary>An RDS instance.</summary>
/// <param name="Id">Its ARN.</param>
/// <param name="Host">Its host name.</param>
/// <param name="Port">Its port; null where it was not told, as while it is being made.</param>
/// <param name="IsPublic"><c>PubliclyAccessible</c>: whether it has a public address; null where it was not told.</param>
/// <param name="IsStopped">Whether it was stopped.</param>
/// <param name="HasIPv6">Whether it speaks IPv6 too (<c>NetworkType</c> is DUAL).</param>
/// <param name="Zone">Its availability zone.</param>
/// <param name="Network">Where it may be.</param>
public sealed record DatabaseInstance(
    ResourceId Id, string? Host, int? Port, bool? IsPublic, bool IsStopped, bool HasIPv6, string? Zone, DatabaseNetwork Network) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Network.References;

    /// <summary>Reads a body of <c>describe-db-instances</c> or AWS Config.</summary>
    public static DatabaseInstance Read(ResourceChange change)
    {
        var (body, endpoint) = (change.Body, change.Body["Endpoint"]);
        return new(change.Id, endpoint["Address"].Text, PortOf(endpoint["Port"], body["DbInstancePort"]), body["PubliclyAccessible"].Flag,
            body["DBInstanceStatus"].Text is "stopped" or "stopping", "DUAL".Equals(body["NetworkType"].Text, StringComparison.OrdinalIgnoreCase),
            body["AvailabilityZone"].Text, DatabaseNetwork.Read(body))
        {
            Name = body["DBInstanceIdentifier"].Text ?? "",
        };
    }

    private static int? PortOf(Body endpoint, Body instance) => (endpoint.Number ?? instance.Number) is > 0 and <= 65535 and var port ? (int)port : null;
}
