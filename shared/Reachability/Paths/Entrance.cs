namespace ExposurePipeline.Reachability.Paths;

/// <summary>Where the internet comes in.</summary>
/// <param name="Kind">What kind of door.</param>
/// <param name="Resource">The resource that is addressed: a public address, a load balancer, the service itself.</param>
/// <param name="Address">Its address or host name; null where it was not told.</param>
public sealed record Entrance(EntranceKind Kind, string Resource, string? Address);
