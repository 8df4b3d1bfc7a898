using ExposurePipeline.Reachability.Gcp.Projects;

namespace ExposurePipeline.Reachability.Resources;

/// <summary>A resource as far as exposure is concerned; each kind is a type of its own.</summary>
/// <param name="Id">Its name.</param>
public abstract record Resource(ResourceId Id)
{
    /// <summary>What people call it; empty where it has no name besides its id.</summary>
    public string Name { get; init; } = "";

    /// <summary>What could not be read of it, one sentence each, with where.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Resources that it names, in any role: through these it is found from the other side.</summary>
    public virtual IEnumerable<ResourceId> References => [];

    /// <summary>What it is found by: its references, and that it has one that may be known by another name.</summary>
    internal IEnumerable<ResourceId> FoundBy => Id.Cloud is Cloud.Gcp && References.Any(ProjectName.IsByNumber) ? References.Append(ProjectName.ByNumber) : References;
}
