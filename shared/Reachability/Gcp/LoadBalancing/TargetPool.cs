using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A target pool: instances behind a passthrough load balancer of the older kind.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Instances">Its instances.</param>
/// <param name="Backup">The pool that takes over where too few of these are healthy.</param>
public sealed record TargetPool(ResourceId Id, IReadOnlyList<ResourceId> Instances, ResourceId? Backup) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Backup is { } backup ? Instances.Append(backup) : Instances;

    /// <summary>Reads a pool.</summary>
    public static TargetPool Read(ResourceChange change) =>
        new(change.Id, [.. change.Body["instances"].Texts.Select(text => GcpName.Of(text, change.Id)).OfType<ResourceId>()], GcpName.Of(change.Body["backupPool"].Text, change.Id))
        {
            Name = change.Body["name"].Text ?? "",
        };
}
