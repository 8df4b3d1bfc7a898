using ExposurePipeline.Reachability.Azure.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Azure.Services.Databases;

/// <summary>A SQL managed instance: it lives in a subnet, and may have a public endpoint besides.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Host">Host name of the public endpoint.</param>
/// <param name="HasPublicEndpoint">Whether the public endpoint is on; null where the value is not known.</param>
/// <param name="IsStopped">Whether it was stopped.</param>
/// <param name="Subnet">Its subnet; null where it was not told.</param>
public sealed record SqlManagedInstance(ResourceId Id, string? Host, bool? HasPublicEndpoint, bool IsStopped, ResourceId? Subnet) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Subnet is { } subnet ? [subnet] : [];

    /// <summary>Reads a body.</summary>
    public static SqlManagedInstance Read(ResourceChange change)
    {
        var properties = change.Body.Properties;
        var endpoint = properties["publicDataEndpointEnabled"];
        // Off is the default ("Configure public endpoint in Azure SQL Managed Instance").
        var isOn = endpoint.Exists ? endpoint.Flag : false;
        return new(change.Id, PublicHost(properties["fullyQualifiedDomainName"].Text), isOn, properties["state"].Text == "Stopped", SubnetOf(properties["subnetId"]))
        {
            Name = change.Name(),
            Problems = isOn is null ? [$"publicDataEndpointEnabled is {endpoint}, which is neither true nor false."] : [],
        };
    }

    // <name>.public.<zone>.database.windows.net
    private static string? PublicHost(string? host) => host?.IndexOf('.') is > 0 and var dot ? $"{host[..dot]}.public{host[dot..]}" : host;

    private static ResourceId? SubnetOf(Body subnet) => ArmId.Of(subnet.Text);
}
