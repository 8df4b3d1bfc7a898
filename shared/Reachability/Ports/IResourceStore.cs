using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Reachability.Ports;

/// <summary>Keeps what was told of a tenant's clouds, resource by resource, and which of it was not analysed yet.</summary>
public interface IResourceStore
{
    /// <summary>
    /// Keeps what is newer than what is kept (<see cref="ResourceEdit"/>), and marks in the same transaction what has to be analysed. Afterwards the
    /// tenant is due: also when nothing was newer, since whoever kept it may have died before.
    /// </summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="told">In any order, a resource perhaps more than once.</param>
    /// <param name="at">What time it is.</param>
    /// <param name="cancellation">Ends the wait; what was committed stays.</param>
    Task<SavedResources> SaveAsync(TenantId tenant, IReadOnlyList<ToldResource> told, DateTimeOffset at, CancellationToken cancellation);

    /// <summary>Resources that changed since they were last analysed, at most so many.</summary>
    Task<IReadOnlyList<ResourceMark>> ListMarksAsync(TenantId tenant, int most, CancellationToken cancellation);

    /// <summary>Removes marks; one that was renewed since stays.</summary>
    Task RemoveMarksAsync(TenantId tenant, IReadOnlyList<ResourceMark> marks, CancellationToken cancellation);

    /// <summary>What was last told of these resources, deletions included, and equally old copies that contradict it; nothing of those that nobody told of.</summary>
    Task<IReadOnlyList<ResourceChange>> ReadAsync(TenantId tenant, IReadOnlyCollection<ResourceKey> resources, CancellationToken cancellation);

    /// <summary>What was last told of every resource, deletions included, and equally old copies that contradict it.</summary>
    IAsyncEnumerable<ResourceChange> ReadAllAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Forgets deleted resources that were last told of before a moment; returns how many.</summary>
    Task<int> PruneAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>What a save achieved.</summary>
/// <param name="Written">Resources that are different now.</param>
/// <param name="Unchanged">Told of again, or late.</param>
/// <param name="Conflicts">Resources that another writer changed meanwhile, so that they were looked at again.</param>
public readonly record struct SavedResources(int Written, int Unchanged, int Conflicts);

/// <summary>A resource that has to be analysed.</summary>
/// <param name="Resource">Which.</param>
/// <param name="Enqueued">When the hub accepted what was told last, UTC.</param>
/// <param name="Version">Opaque; another one once the mark is renewed.</param>
public sealed record ResourceMark(ResourceKey Resource, DateTimeOffset Enqueued, string Version);
