using ExposurePipeline.Reachability.Gcp.Documents;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Network;

/// <summary>Where a project lies in the resource hierarchy: by this, hierarchical firewall policies hold for its networks.</summary>
/// <param name="Id">The project.</param>
/// <param name="Nodes">Its organisation and folders, from the organisation down, as policies name them.</param>
public sealed record Ancestry(ResourceId Id, IReadOnlyList<ResourceId> Nodes) : Resource(Id)
{
    /// <summary>The type of the change that tells it: every asset row carries the ancestors of its project.</summary>
    public const string Type = "cloudresourcemanager.googleapis.com/Project";

    /// <summary>Whether a row about this resource tells it: of those that change often it would be told again and again.</summary>
    internal static bool Tells(ResourceId resource) => resource.Collection() is "networks" or "firewalls" && resource.After("projects").Length > 0;

    /// <summary>Of the project of a resource.</summary>
    public static ResourceId Of(ResourceId resource) => new(Cloud.Gcp, $"//cloudresourcemanager.googleapis.com/projects/{resource.After("projects")}");

    /// <summary>A folder or an organisation, however it is written; null for anything else.</summary>
    public static ResourceId? NodeOf(string? text)
    {
        var segments = text?.Split('/') ?? [];
        return segments.Length > 1 && segments[^2] is "folders" or "organizations"
            ? new(Cloud.Gcp, $"//cloudresourcemanager.googleapis.com/{segments[^2]}/{segments[^1]}") : null;
    }

    /// <summary>Reads the ancestors, which a row tells from the project up.</summary>
    public static Ancestry Read(ResourceChange change) =>
        new(change.Id, [.. change.Body.Texts.Reverse().Select(NodeOf).OfType<ResourceId>()]);
}
