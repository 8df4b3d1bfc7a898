using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Compute;

/// <summary>A Compute Engine instance.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Status">RUNNING, TERMINATED, …; empty where it was not told.</param>
/// <param name="Interfaces">Its network interfaces; an instance has at least one.</param>
/// <param name="Tags">Its network tags.</param>
/// <param name="ServiceAccounts">The e-mail addresses of its service accounts.</param>
/// <param name="Manager">The managed instance group's manager that made it; null where none did.</param>
public sealed record Instance(
    ResourceId Id, string Status, IReadOnlyList<NetworkInterface> Interfaces, IReadOnlyList<string> Tags, IReadOnlyList<string> ServiceAccounts, ResourceId? Manager)
    : Resource(Id)
{
    /// <summary>Whether it is off: it keeps reserved addresses and answers nobody. Source: "Compute Engine instance lifecycle".</summary>
    public bool IsOff => Status is "TERMINATED" or "STOPPED" or "SUSPENDED";

    /// <inheritdoc/>
    public override IEnumerable<ResourceId> References => Manager is { } manager ? [manager] : [];

    /// <summary>Reads an instance.</summary>
    public static Instance Read(ResourceChange change)
    {
        var body = change.Body;
        var problems = new List<string>();
        return new( // early exports of the asset inventory spell tags.items "tag"
            change.Id,
            body["status"].Text ?? "",
            [.. body["networkInterfaces"].Items.Select(nic => NetworkInterface.Read(nic, change.Id, problems))],
            [.. body["tags"]["items"].Texts, .. body["tags"]["tag"].Texts],
            [.. body["serviceAccounts"].Items.Select(static account => account["email"].Text).OfType<string>()],
            ManagerOf(body, change.Id))
        {
            Name = body["name"].Text ?? "",
            Problems = problems,
        };
    }

    // "Managed instance groups" write themselves into the metadata key created-by, with the project's number in place of its name.
    private static ResourceId? ManagerOf(Body body, ResourceId near)
    {
        var creator = body["metadata"]["items"].Items.Where(static item => item["key"].Text is "created-by").Select(static item => item["value"].Text).FirstOrDefault();
        var segments = creator?.Split('/') ?? [];
        return segments is [.., "zones" or "regions", _, "instanceGroupManagers", _] ? GcpName.Of(string.Join('/', segments[^4..]), near) : null;
    }
}
