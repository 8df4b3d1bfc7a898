using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A network endpoint group. Its body does not tell its endpoints; see <see cref="NetworkEndpoints"/>.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">GCE_VM_IP_PORT, GCE_VM_IP, SERVERLESS, INTERNET_FQDN_PORT, …</param>
/// <param name="DefaultPort">The port of endpoints that name none; null where there is none.</param>
public sealed record NetworkEndpointGroup(ResourceId Id, string Type, NumberRange? DefaultPort) : Resource(Id)
{
    /// <summary>Whether its endpoints are ports of instances.</summary>
    public bool IsOfInstances => Type is "GCE_VM_IP_PORT" or "GCE_VM_IP";

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => [Id with { Text = Id.Text[..Id.Text.LastIndexOf('/')] }];

    /// <summary>Reads a group.</summary>
    public static NetworkEndpointGroup Read(ResourceChange change) =>
        new(change.Id, change.Body["networkEndpointType"].Text ?? "", PortRange.TryParse(change.Body["defaultPort"].Text)) { Name = change.Body["name"].Text ?? "" };
}
