using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Gcp.Network;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>An instance group, managed or not. Its body does not tell its members; see <see cref="Membership"/>.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Network">The network of the interfaces by which its instances are reached through it.</param>
/// <param name="Size">How many members it has; null where it was not told.</param>
/// <param name="NamedPorts">Ports by the names that backend services use.</param>
/// <param name="Listed">Members, where the inventory put the answer of listInstances into the body.</param>
public sealed record InstanceGroup(ResourceId Id, ResourceId? Network, long? Size, ILookup<string, NumberRange> NamedPorts, IReadOnlyList<ResourceId> Listed) : Resource(Id)
{
    /// <summary>Under which the groups of a zone are found.</summary>
    public ResourceId Zone => Id with { Text = Id.Text[..Id.Text.LastIndexOf('/')] };

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Listed.Append(Zone);

    /// <summary>Reads a group.</summary>
    public static InstanceGroup Read(ResourceChange change)
    {
        var body = change.Body;
        return new(
            change.Id,
            GcpName.Of(body["network"].Text, change.Id),
            body["size"].Number,
            NamedPortsOf(body),
            [.. body["_members"].Items.Select(member => GcpName.Of(member["instance"].Text, change.Id)).OfType<ResourceId>()])
        {
            Name = body["name"].Text ?? "",
        };
    }

    /// <summary>The ports that a group or its manager names.</summary>
    internal static ILookup<string, NumberRange> NamedPortsOf(Body body) => body["namedPorts"].Items
        .Select(static port => (Name: port["name"].Text ?? "", Range: PortRange.TryParse(port["port"].Text)))
        .Where(static port => port.Range is not null)
        .ToLookup(static port => port.Name, static port => port.Range!.Value, StringComparer.Ordinal);
}
