using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Support.Stores;

/// <summary>Counts what is asked of a store.</summary>
/// <param name="store">Answers.</param>
public sealed class CountedExposureStore(IExposureStore store) : IExposureStore
{
    /// <summary>Entities read one by one.</summary>
    public int Loaded { get; private set; }

    /// <summary>Entities that were to be written.</summary>
    public int Saved { get; private set; }

    /// <summary>Readings of the index.</summary>
    public int IndexListings { get; private set; }

    /// <summary>Readings of every device.</summary>
    public int FleetListings { get; private set; }

    /// <inheritdoc/>
    public Task<IReadOnlyList<StoredEntity>> LoadAsync(IReadOnlyCollection<EntityId> entities, CancellationToken cancellation)
    {
        Loaded += entities.Count;
        return store.LoadAsync(entities, cancellation);
    }

    /// <inheritdoc/>
    public Task<SaveResult> SaveAsync(IReadOnlyList<EntityChange> changes, CancellationToken cancellation)
    {
        Saved += changes.Count;
        return store.SaveAsync(changes, cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IndexEntry> ListIndexAsync(EntityKind? kind, TenantId? tenant, CancellationToken cancellation)
    {
        IndexListings++;
        return store.ListIndexAsync(kind, tenant, cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEntity> ListDevicesAsync(TenantId tenant, CancellationToken cancellation)
    {
        FleetListings++;
        return store.ListDevicesAsync(tenant, cancellation);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ListOutboxAsync(DateTimeOffset createdBefore, CancellationToken cancellation, ICollection<DamagedRow>? damaged = null) => store.ListOutboxAsync(createdBefore, cancellation, damaged);

    /// <inheritdoc/>
    public Task RemoveOutboxAsync(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancellation) => store.RemoveOutboxAsync(rows, cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<HistoryEntry> ListHistoryAsync(EntityId device, CancellationToken cancellation) => store.ListHistoryAsync(device, cancellation);

    /// <inheritdoc/>
    public Task<int> PruneHistoryAsync(DateTimeOffset before, CancellationToken cancellation) => store.PruneHistoryAsync(before, cancellation);
}
