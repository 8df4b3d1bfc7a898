using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>The endpoints of a network endpoint group, as listNetworkEndpoints answers.</summary>
/// <param name="Id">The answer's name, below the group's.</param>
/// <param name="Group">The group.</param>
/// <param name="Endpoints">Those that are ports of instances.</param>
public sealed record NetworkEndpoints(ResourceId Id, ResourceId Group, IReadOnlyList<NetworkEndpoint> Endpoints) : Resource(Id)
{
    /// <summary>The type of the change that tells it.</summary>
    public const string Type = "compute.googleapis.com/NetworkEndpoints";

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Endpoints.Select(static endpoint => endpoint.Instance).Append(Group);

    /// <summary>Reads an answer.</summary>
    public static NetworkEndpoints Read(ResourceChange change) =>
        new(change.Id, change.Id with { Text = change.Id.Text[..change.Id.Text.LastIndexOf('/')] }, [.. change.Body["items"].Items.Select(item => EndpointOf(item["networkEndpoint"], change.Id)).OfType<NetworkEndpoint>()]);

    // Endpoints name an instance of the group's zone, by name or by URL.
    private static NetworkEndpoint? EndpointOf(Body endpoint, ResourceId near) =>
        GcpName.Of(endpoint["instance"].Text is { } name && !name.Contains('/', StringComparison.Ordinal) ? $"zones/{near.After("zones")}/instances/{name}" : endpoint["instance"].Text, near) is { } instance
            ? new(instance, endpoint["ipAddress"].Text, PortRange.TryParse(endpoint["port"].Text)) : null;
}

/// <summary>An endpoint that is a port of an instance.</summary>
/// <param name="Instance">The instance.</param>
/// <param name="Address">Its address, or one of its alias ranges.</param>
/// <param name="Port">The port; null where the group's default holds.</param>
public sealed record NetworkEndpoint(ResourceId Instance, string? Address, NumberRange? Port);
