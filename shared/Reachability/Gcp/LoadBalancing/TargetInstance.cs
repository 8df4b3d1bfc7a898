using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A target instance: protocol forwarding to one instance.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Instance">The instance.</param>
/// <param name="Network">The network of the interface; the first interface's where absent.</param>
public sealed record TargetInstance(ResourceId Id, ResourceId? Instance, ResourceId? Network) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Instance is { } instance ? [instance] : [];

    /// <summary>Reads a target instance.</summary>
    public static TargetInstance Read(ResourceChange change) =>
        new(change.Id, GcpName.Of(change.Body["instance"].Text, change.Id), GcpName.Of(change.Body["network"].Text, change.Id)) { Name = change.Body["name"].Text ?? "" };
}
