using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>Which instances an instance group has: the answer of listInstances, or a relationship row of an export.</summary>
/// <remarks>Sources: "instanceGroups.listInstances", "Asset relationships" (INSTANCE_TO_INSTANCEGROUP).</remarks>
/// <param name="Id">The answer's name, or the row's.</param>
/// <param name="Group">The group.</param>
/// <param name="Instances">Its members that this tells of.</param>
public sealed record Membership(ResourceId Id, ResourceId? Group, IReadOnlyList<ResourceId> Instances) : Resource(Id)
{
    /// <summary>The type of the change that tells it.</summary>
    public const string Type = "compute.googleapis.com/InstanceGroupMembership";

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Group is { } group ? Instances.Append(group) : [];

    /// <summary>Reads an answer or a row.</summary>
    public static Membership Read(ResourceChange change)
    {
        var body = change.Body;
        var related = body["related_asset"] is { Exists: true } snake ? snake : body["relatedAsset"];
        return related.Exists
            ? new(change.Id, related["relationship_type"].Text is "INSTANCE_TO_INSTANCEGROUP" || related["relationshipType"].Text is "INSTANCE_TO_INSTANCEGROUP" ? GcpName.Of(related["asset"].Text) : null, [.. Ids([body["name"]], change.Id)])
            : new(change.Id, GroupOf(change.Id), [.. Ids(body["items"].Items.Select(static item => item["instance"]), change.Id)]);
    }

    private static ResourceId GroupOf(ResourceId list) => list with { Text = list.Text[..list.Text.LastIndexOf('/')] };

    private static IEnumerable<ResourceId> Ids(IEnumerable<Body> names, ResourceId near) => names.Select(name => GcpName.Of(name.Text, near)).OfType<ResourceId>();
}
