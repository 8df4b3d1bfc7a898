namespace ExposurePipeline.Reachability.Resources;

/// <summary>A resource that exists and whose body was not told, or could not be understood. What needs it is unknown.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">The cloud's own name of its type.</param>
public sealed record UnreadResource(ResourceId Id, string Type) : Resource(Id);
