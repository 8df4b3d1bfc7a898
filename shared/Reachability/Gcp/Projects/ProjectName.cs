using System.Text.Json;
using System.Text.Json.Nodes;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Gcp.Projects;

/// <summary>One of the two names of a project, and the other: its id, and the number that Google gave it.</summary>
/// <remarks>
/// Source: "Creating and managing projects" (an id begins with a letter; number and id are never changed nor given again), "Asset names" (some types by id,
/// others by number), and <c>ancestors</c> of "Asset", which names the project by number.
/// </remarks>
/// <param name="Id">Below the project, by the one name.</param>
/// <param name="Other">The other name.</param>
public sealed record ProjectName(ResourceId Id, string Other) : Resource(Id)
{
    /// <summary>The type of the change that tells it.</summary>
    public const string Type = "cloudresourcemanager.googleapis.com/ProjectName";

    private const string Projects = "//cloudresourcemanager.googleapis.com/projects/";
    private const string Segment = "/projects/";

    /// <summary>What every resource names that names another by the number of its project.</summary>
    public static ResourceId ByNumber { get; } = new(Cloud.Gcp, "//cloudresourcemanager.googleapis.com/projects");

    /// <summary>Where the other name of a project is found.</summary>
    public static ResourceId Of(string project) => new(Cloud.Gcp, $"{Projects}{project}/name");

    /// <summary>Whether a resource is named by its project's number.</summary>
    public static bool IsByNumber(ResourceId id) => ProjectOf(id) is [>= '0' and <= '9', ..];

    /// <summary>The project of a resource, as its name says it; empty where it says none.</summary>
    public static ReadOnlySpan<char> ProjectOf(ResourceId id)
    {
        var at = id.Cloud is Cloud.Gcp ? id.Text.IndexOf(Segment, StringComparison.Ordinal) : -1;
        var rest = at < 0 ? [] : id.Text.AsSpan(at + Segment.Length);
        return rest.IndexOf('/') is >= 0 and var end ? rest[..end] : rest;
    }

    /// <summary>Whether two names may be of one resource: they are the same, or differ in that one has the project's id and the other its number.</summary>
    public static bool AreAlike(ResourceId? one, ResourceId? other) => one == other
        || (one is { } left && other is { } right && IsByNumber(left) != IsByNumber(right) && ProjectOf(left).Length * ProjectOf(right).Length > 0
            && left.Text.Replace($"{Segment}{ProjectOf(left)}", Segment, StringComparison.Ordinal) == right.Text.Replace($"{Segment}{ProjectOf(right)}", Segment, StringComparison.Ordinal));

    /// <summary>Both names, where a row of Cloud Asset Inventory tells both.</summary>
    /// <param name="asset">The asset's name.</param>
    /// <param name="data">Its body.</param>
    /// <param name="ancestors">From its project up.</param>
    public static IEnumerable<ResourceChange> ToldBy(ResourceId asset, Body data, Body ancestors)
    {
        var isProject = IsProject(asset);
        var named = ProjectOf(asset).ToString();
        var id = isProject && data["projectId"].Text is { Length: > 0 } told ? told : named;
        var number = isProject && data["projectNumber"].Text is { Length: > 0 } counted ? counted : ancestors.Texts.FirstOrDefault()?.Split('/') is ["projects", var first] ? first : "";
        return id is [< '0' or > '9', ..] && number is [>= '0' and <= '9', ..] ? [Told(id, number), Told(number, id)] : [];
    }

    /// <summary>Whether an asset is a project itself.</summary>
    public static bool IsProject(ResourceId asset) => asset.Text.StartsWith(Projects, StringComparison.Ordinal) && asset.Text.IndexOf('/', Projects.Length) < 0;

    /// <summary>Reads what <see cref="ToldBy"/> tells.</summary>
    public static ProjectName Read(ResourceChange change) => new(change.Id, change.Body["name"].Text ?? "");

    // Of one version for ever: it is told with every network, and never anything else.
    private static ResourceChange Told(string name, string other) =>
        new(Of(name), Type, ChangeKind.Present, DateTimeOffset.UnixEpoch, new(JsonSerializer.SerializeToElement(new JsonObject { ["name"] = other })));
}
