using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Ports;

/// <summary>Keeps entities, the index of flagged devices, their history and their outbox.</summary>
public interface IExposureStore
{
    /// <summary>Reads entities; one that was never stored comes back with an empty state and no version.</summary>
    Task<IReadOnlyList<StoredEntity>> LoadAsync(IReadOnlyCollection<EntityId> entities, CancellationToken cancellation);

    /// <summary>
    /// Commits changes, each with all its parts or not at all; changes of entities that share a storage partition go in one transaction
    /// of at most 100 operations. A change whose expected version is stale is left out and named in the result.
    /// </summary>
    Task<SaveResult> SaveAsync(IReadOnlyList<EntityChange> changes, CancellationToken cancellation);

    /// <summary>The flagged devices: reads the index only, never the fleet.</summary>
    IAsyncEnumerable<FlaggedDevice> ListFlaggedAsync(TenantId? tenant, CancellationToken cancellation);

    /// <summary>Every device of a tenant, flagged or not.</summary>
    IAsyncEnumerable<StoredEntity> ListDevicesAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Committed messages created before a moment that are still unsent, oldest first inside an entity.</summary>
    IAsyncEnumerable<OutboxRow> ListOutboxAsync(DateTimeOffset createdBefore, CancellationToken cancellation);

    /// <summary>Forgets messages that were sent; forgetting one twice is fine.</summary>
    Task RemoveOutboxAsync(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancellation);

    /// <summary>Transitions of one device, newest first.</summary>
    IAsyncEnumerable<Transition> ListHistoryAsync(EntityId device, CancellationToken cancellation);

    /// <summary>Removes transitions older than a moment; returns how many.</summary>
    Task<int> PruneHistoryAsync(DateTimeOffset before, CancellationToken cancellation);
}

/// <summary>An entity as stored.</summary>
/// <param name="Entity">Which.</param>
/// <param name="State">Its encoded record; empty when it was never stored.</param>
/// <param name="Version">Opaque; null when it was never stored.</param>
public sealed record StoredEntity(EntityId Entity, ReadOnlyMemory<byte> State, string? Version);

/// <summary>Everything that one decision changes about one entity.</summary>
/// <param name="Entity">Which.</param>
/// <param name="ExpectedVersion">The version that was read; null when it must not exist yet.</param>
/// <param name="State">The new encoded record, at most 64 KiB.</param>
/// <param name="Flagged">The new index row; null when the device is not flagged.</param>
/// <param name="WasFlagged">Whether an index row exists now.</param>
/// <param name="History">Transitions to append.</param>
/// <param name="Outbox">Messages to send after the commit.</param>
public sealed record EntityChange(
    EntityId Entity, string? ExpectedVersion, ReadOnlyMemory<byte> State, FlaggedDevice? Flagged, bool WasFlagged,
    IReadOnlyList<Transition> History, IReadOnlyList<OutboxMessage> Outbox);

/// <summary>What a save achieved.</summary>
/// <param name="Committed">The outbox rows that now await sending.</param>
/// <param name="Conflicts">Entities that another writer changed meanwhile: reload and apply again.</param>
/// <param name="Transactions">How many transactions it took.</param>
public sealed record SaveResult(IReadOnlyList<OutboxRow> Committed, IReadOnlyList<EntityId> Conflicts, int Transactions);

/// <summary>A device in the index of flagged devices.</summary>
/// <param name="Device">Which.</param>
/// <param name="ExpiresAt">The first moment at which it is no longer flagged unless seen again, UTC.</param>
/// <param name="Machine">Its machine resource as UTF-8 JSON, complete enough for the inventory page.</param>
public sealed record FlaggedDevice(EntityId Device, DateTimeOffset ExpiresAt, ReadOnlyMemory<byte> Machine);

/// <summary>A tag that came or went.</summary>
/// <param name="Device">Which device.</param>
/// <param name="At">The effective moment: of the evidence that brought it, or of its expiry, UTC.</param>
/// <param name="Episode">1 for the first time the device was flagged, and so on.</param>
/// <param name="Change"><c>added</c> or <c>removed</c>.</param>
/// <param name="Reasons">The reasons in force at the change.</param>
public sealed record Transition(EntityId Device, DateTimeOffset At, int Episode, string Change, IReadOnlyList<Reason> Reasons);
