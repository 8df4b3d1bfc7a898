using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Ports;

/// <summary>What is stored of a tenant's clouds, for whoever only asks.</summary>
public interface IResourceCatalogue
{
    /// <summary>Every resource that exists, with its verdict where it is an asset; unordered, without bodies.</summary>
    IAsyncEnumerable<StoredResource> ListAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>One resource; null where it was never heard of, or was deleted.</summary>
    Task<StoredResource?> FindAsync(TenantId tenant, ResourceKey resource, CancellationToken cancellation);

    /// <summary>What was last told of a resource, with its body; null where it was never heard of, or was deleted.</summary>
    Task<ResourceChange?> ReadAsync(TenantId tenant, ResourceKey resource, CancellationToken cancellation);

    /// <summary>The verdict of an asset with its paths; null where it is no asset, or not judged yet.</summary>
    Task<VerdictView?> ReadVerdictAsync(TenantId tenant, ResourceKey asset, CancellationToken cancellation);

    /// <summary>The verdict of every asset that is judged, with its paths; unordered.</summary>
    IAsyncEnumerable<VerdictView> ListVerdictsAsync(TenantId tenant, CancellationToken cancellation);
}

/// <summary>A resource as stored.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Type">The cloud's own name of its type.</param>
/// <param name="Kind">Present, or unread where its body was not told.</param>
/// <param name="Version">When it became so, by the cloud's clock; null where the source did not say.</param>
/// <param name="Heard">When it was stored, UTC.</param>
public sealed record StoredResource(ResourceId Id, string Type, ChangeKind Kind, DateTimeOffset? Version, DateTimeOffset Heard)
{
    /// <summary>What people call it; empty where it has no name besides its id.</summary>
    public string Name { get; init; } = "";

    /// <summary>What could not be read of it.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>What its configuration says, in short; null where it is no asset, or not judged yet.</summary>
    public StoredVerdict? Verdict { get; init; }
}

/// <summary>A verdict in short, as listings need it.</summary>
/// <param name="Status">For the asset as a whole.</param>
/// <param name="Width">From how much of the internet.</param>
/// <param name="Access">Of storage: whether anyone may read without signing in.</param>
/// <param name="Exposed">Of storage: whether its public side is on.</param>
/// <param name="Reachable">What gets through for certain, as people write it, at most 16: <c>tcp/22</c>.</param>
/// <param name="Entrances">Public addresses and host names of the open ways, at most 16.</param>
/// <param name="Judged">When it became so, UTC.</param>
public sealed record StoredVerdict(
    VerdictStatus Status, Width? Width, PublicAccess? Access, VerdictStatus? Exposed, IReadOnlyList<string> Reachable, IReadOnlyList<string> Entrances, DateTimeOffset Judged)
{
    /// <summary>Whether everything that decides was read; if not, what is not listed as reachable may be so all the same.</summary>
    public bool IsComplete { get; init; }
}
