using ExposurePipeline.Reachability.Paths;

namespace ExposurePipeline.Reachability.Azure.Network.Ways;

/// <summary>A way that has come as far as an address in a virtual network, before what filters that address.</summary>
/// <param name="Way">The way so far.</param>
/// <param name="KeepsClient">Whether the client is still seen as source.</param>
/// <param name="NeedsSecurityGroup">Whether it is closed where no network security group allows it; null where that is not known.</param>
internal sealed record Arrival(PathBuilder Way, bool KeepsClient, bool? NeedsSecurityGroup)
{
    /// <summary>Whether what leads here was not read, so that ports, and where it proxies sources, may be others than outside.</summary>
    public bool IsUnread { get; init; }
}
