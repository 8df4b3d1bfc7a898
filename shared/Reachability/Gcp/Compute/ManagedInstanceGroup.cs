using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>The manager of a managed instance group.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Group">The instance group that it fills.</param>
/// <param name="TargetPools">Target pools that it puts its instances into.</param>
/// <param name="Size">How many instances it is to have; null where it was not told.</param>
/// <param name="NamedPorts">Ports by the names that backend services use.</param>
public sealed record ManagedInstanceGroup(
    ResourceId Id, ResourceId Group, IReadOnlyList<ResourceId> TargetPools, long? Size, ILookup<string, NumberRange> NamedPorts) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => TargetPools.Append(Group);

    /// <summary>Reads a manager.</summary>
    public static ManagedInstanceGroup Read(ResourceChange change)
    {
        var body = change.Body;
        return new(
            change.Id,
            GcpName.Of(body["instanceGroup"].Text, change.Id) ?? change.Id.In("instanceGroups"),
            [.. body["targetPools"].Texts.Select(text => GcpName.Of(text, change.Id)).OfType<ResourceId>()],
            body["targetSize"].Number,
            InstanceGroup.NamedPortsOf(body))
        {
            Name = body["name"].Text ?? "",
        };
    }
}
