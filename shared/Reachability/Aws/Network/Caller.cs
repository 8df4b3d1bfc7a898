using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Aws.Network;

/// <summary>Who sends, as far as security groups ask: a rule that names a group matches the interfaces that bear it, not addresses.</summary>
/// <param name="Groups">The sender's groups; null where they were not told.</param>
/// <remarks>
/// Nobody on the internet bears a group, not even a member that comes in by its public address: only private addresses of members count (VPC User
/// Guide, Security group rules). Traffic that a network load balancer passes on bears the balancer's groups, also where the client's address is kept.
/// </remarks>
public sealed record Caller(IReadOnlyList<ResourceId>? Groups)
{
    /// <summary>A client on the internet.</summary>
    public static Caller Internet { get; } = new([]);

    /// <summary>Whether the sender bears one of these groups; null where that is not known.</summary>
    public bool? Bears(IReadOnlyList<ResourceId> groups) => groups.Count == 0 ? false : Groups?.Any(groups.Contains);
}
