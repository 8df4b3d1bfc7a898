using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A target proxy: HTTP, HTTPS and gRPC lead to a URL map, TCP and SSL to a backend service.</summary>
/// <param name="Id">Its name.</param>
/// <param name="LeadsTo">The URL map or backend service.</param>
public sealed record TargetProxy(ResourceId Id, ResourceId? LeadsTo) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => LeadsTo is { } next ? [next] : [];

    /// <summary>Reads a proxy.</summary>
    public static TargetProxy Read(ResourceChange change) =>
        new(change.Id, GcpName.Of(change.Body["urlMap"].Text ?? change.Body["service"].Text, change.Id)) { Name = change.Body["name"].Text ?? "" };
}
