using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.LoadBalancing;

/// <summary>A URL map: to which backend services requests go, by host and path.</summary>
/// <remarks>Which host and path lead where does not matter here: a client chooses both.</remarks>
/// <param name="Id">Its name.</param>
/// <param name="Services">Every backend service that it names, in whatever kind of rule.</param>
public sealed record UrlMap(ResourceId Id, IReadOnlyList<ResourceId> Services) : Resource(Id)
{
    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Services;

    /// <summary>Reads a map.</summary>
    public static UrlMap Read(ResourceChange change) =>
        new(change.Id, [.. ServicesIn(change.Body, change.Id).Distinct()]) { Name = change.Body["name"].Text ?? "" };

    // defaultService, service of path and route rules, and backendService of weighted and mirrored ones, at any depth; tests only compare.
    private static IEnumerable<ResourceId> ServicesIn(Body body, ResourceId near) =>
        body.IsObject ? body.Members.Where(static member => member.Name is not "tests").SelectMany(member => ServicesIn(member.Value, near))
        : body.IsArray ? body.Items.SelectMany(item => ServicesIn(item, near))
        : GcpName.Of(body.Text, near) is { } id && id.Collection() == "backendServices" ? [id] : [];
}
