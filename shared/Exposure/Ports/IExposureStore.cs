using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Ports;

/// <summary>Keeps entities, the index of those that are exposed, their history and their outbox.</summary>
public interface IExposureStore
{
    /// <summary>Reads entities; one that was never stored comes back with an empty state and no version.</summary>
    Task<IReadOnlyList<StoredEntity>> LoadAsync(IReadOnlyCollection<EntityId> entities, CancellationToken cancellation);

    /// <summary>
    /// Commits changes, each with all its parts or not at all; changes of entities that share a storage partition go in one transaction
    /// of at most 100 operations. A change whose expected version is stale is left out and named in the result.
    /// </summary>
    Task<SaveResult> SaveAsync(IReadOnlyList<EntityChange> changes, CancellationToken cancellation);

    /// <summary>The exposed devices, the addresses with findings, or both: reads the index only, never the fleet.</summary>
    IAsyncEnumerable<IndexEntry> ListIndexAsync(EntityKind? kind, TenantId? tenant, CancellationToken cancellation);

    /// <summary>Every device of a tenant, exposed or not.</summary>
    IAsyncEnumerable<StoredEntity> ListDevicesAsync(TenantId tenant, CancellationToken cancellation);

    /// <summary>Committed messages created before a moment that are still unsent, oldest first inside an entity.</summary>
    /// <param name="createdBefore">The moment.</param>
    /// <param name="cancellation">Ends the listing.</param>
    /// <param name="damaged">Takes the rows that cannot be read; without it the listing fails at the first one.</param>
    IAsyncEnumerable<OutboxRow> ListOutboxAsync(DateTimeOffset createdBefore, CancellationToken cancellation, ICollection<DamagedRow>? damaged = null);

    /// <summary>Forgets messages that were sent; forgetting one twice is fine.</summary>
    Task RemoveOutboxAsync(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancellation);

    /// <summary>The history of one device, newest first.</summary>
    IAsyncEnumerable<HistoryEntry> ListHistoryAsync(EntityId device, CancellationToken cancellation);

    /// <summary>Removes history older than a moment; returns how many entries.</summary>
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
/// <param name="State">The new encoded record, at most 128 KiB.</param>
/// <param name="Index">The new index row; null when there is to be none.</param>
/// <param name="WasIndexed">Whether an index row exists now.</param>
/// <param name="History">What to append to its history.</param>
/// <param name="Outbox">Messages to send after the commit.</param>
public sealed record EntityChange(
    EntityId Entity, string? ExpectedVersion, ReadOnlyMemory<byte> State, IndexEntry? Index, bool WasIndexed,
    IReadOnlyList<HistoryEntry> History, IReadOnlyList<OutboxMessage> Outbox);

/// <summary>What a save achieved.</summary>
/// <param name="Committed">The outbox rows that now await sending.</param>
/// <param name="Conflicts">Entities that another writer changed meanwhile: reload and apply again.</param>
/// <param name="Transactions">How many transactions it took.</param>
public sealed record SaveResult(IReadOnlyList<OutboxRow> Committed, IReadOnlyList<EntityId> Conflicts, int Transactions);

/// <summary>A row of the index: a device with evidence in force, or an address with findings that are nobody's yet.</summary>
/// <param name="Entity">Which.</param>
/// <param name="DueAt">The first moment at which time alone changes what is said of it, UTC.</param>
/// <param name="Policy">Version of the policy by which it was decided; another one makes the row due at once.</param>
/// <param name="Body">What pages show, as UTF-8 JSON: a machine resource, or a list of findings.</param>
public sealed record IndexEntry(EntityId Entity, DateTimeOffset DueAt, string Policy, ReadOnlyMemory<byte> Body)
{
    /// <summary>Whether time or another policy has outrun what it says.</summary>
    public bool IsDue(DateTimeOffset now, ExposurePolicy policy) => DueAt <= now || Policy != policy.Version;
}

/// <summary>Something that happened to a device.</summary>
/// <param name="Device">Which device.</param>
/// <param name="At">The effective moment, UTC.</param>
/// <param name="Kind">What, in short: <c>added</c>, <c>removed</c>, <c>evidence</c>, …</param>
/// <param name="Key">Tells entries of one moment and kind apart; letters, digits and dashes.</param>
/// <param name="Detail">More of it as UTF-8 JSON, at most 64 KiB.</param>
public sealed record HistoryEntry(EntityId Device, DateTimeOffset At, string Kind, string Key, ReadOnlyMemory<byte> Detail);
