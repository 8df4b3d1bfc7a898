using System.Globalization;
using System.Runtime.CompilerServices;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Support.Stores;

/// <summary>An exposure store in memory, as strict about versions as a table; safe for several writers.</summary>
public sealed class MemoryExposureStore : IExposureStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<EntityId, (byte[] State, long Version)> entities = [];
    private readonly Dictionary<EntityId, IndexEntry> index = [];
    private readonly SortedDictionary<(string Entity, long Version, int Number), OutboxRow> outbox = [];
    private readonly Dictionary<(EntityId Device, DateTimeOffset At, string Kind, string Key), HistoryEntry> history = [];

    /// <summary>How many entities were written so far.</summary>
    public int Writes { get; private set; }

    /// <summary>How often entities were loaded so far.</summary>
    public int Loads { get; private set; }

    /// <summary>How often the index was listed so far.</summary>
    public int Lists { get; private set; }

    /// <summary>Runs inside the next load, after reading: lets a test be the other writer.</summary>
    public Func<Task>? AfterLoad { get; set; }

    /// <summary>Every committed message that was not yet removed.</summary>
    public IReadOnlyList<OutboxRow> Outbox
    {
        get
        {
            lock (gate)
            {
                return [.. outbox.Values];
            }
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEntity>> LoadAsync(IReadOnlyCollection<EntityId> entities, CancellationToken cancellation)
    {
        StoredEntity[] loaded;
        lock (gate)
        {
            Loads++;
            loaded = [.. entities.Select(Read)];
        }

        if (AfterLoad is { } interrupt)
        {
            AfterLoad = null;
            await interrupt();
        }

        return loaded;
    }

    /// <inheritdoc/>
    public Task<SaveResult> SaveAsync(IReadOnlyList<EntityChange> changes, CancellationToken cancellation)
    {
        lock (gate)
        {
            var stale = changes.Where(c => Read(c.Entity).Version != c.ExpectedVersion).Select(c => c.Entity).ToList();
            var committed = changes.Where(c => !stale.Contains(c.Entity)).SelectMany(Commit).ToList();
            return Task.FromResult(new SaveResult(committed, stale, changes.Count > stale.Count ? 1 : 0));
        }
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IndexEntry> ListIndexAsync(EntityKind? kind, TenantId? tenant, CancellationToken cancellation) =>
        Snapshot(() => Listed(kind, tenant), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEntity> ListDevicesAsync(TenantId tenant, CancellationToken cancellation) =>
        Snapshot(() => entities.Keys.Where(e => e.Tenant == tenant && e.Kind is EntityKind.Device).Select(Read), cancellation);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ListOutboxAsync(DateTimeOffset createdBefore, CancellationToken cancellation, ICollection<DamagedRow>? damaged = null) =>
        Snapshot(() => outbox.Values.Where(r => r.Message.Created < createdBefore), cancellation);

    /// <inheritdoc/>
    public Task RemoveOutboxAsync(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancellation)
    {
        lock (gate)
        {
            var gone = rows.Select(r => (r.Partition, r.Key)).ToHashSet();
            foreach (var key in outbox.Where(o => gone.Contains((o.Value.Partition, o.Value.Key))).Select(o => o.Key).ToList())
            {
                outbox.Remove(key);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<HistoryEntry> ListHistoryAsync(EntityId device, CancellationToken cancellation) => Snapshot(
        () => history.Values.Where(t => t.Device == device).OrderByDescending(t => t.At).ThenBy(t => t.Kind, StringComparer.Ordinal).ThenBy(t => t.Key, StringComparer.Ordinal),
        cancellation);

    /// <inheritdoc/>
    public Task<int> PruneHistoryAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        lock (gate)
        {
            var old = history.Keys.Where(t => t.At < before).ToList();
            return Task.FromResult(old.Count(history.Remove));
        }
    }

    private IEnumerable<IndexEntry> Listed(EntityKind? kind, TenantId? tenant)
    {
        Lists++;
        return index.Values.Where(f => (kind is null || f.Entity.Kind == kind) && (tenant is null || f.Entity.Tenant == tenant));
    }

    private StoredEntity Read(EntityId entity) => entities.TryGetValue(entity, out var found)
        ? new(entity, found.State, found.Version.ToString(CultureInfo.InvariantCulture))
        : new(entity, default, null);

    private List<OutboxRow> Commit(EntityChange change)
    {
        var version = entities.TryGetValue(change.Entity, out var found) ? found.Version + 1 : 1;
        entities[change.Entity] = (change.State.ToArray(), version);
        Writes++;
        _ = change.Index is { } row ? index[change.Entity] = row : index.Remove(change.Entity, out var old) ? old : null;
        foreach (var entry in change.History)
        {
            history[(entry.Device, entry.At, entry.Kind, entry.Key)] = entry;
        }

        return [.. change.Outbox.Select((message, number) => Keep(message, (change.Entity.ToString(), version, number)))];
    }

    private OutboxRow Keep(OutboxMessage message, (string Entity, long Version, int Number) key) =>
        outbox[key] = new(message, key.Entity, $"{key.Version}/{key.Number}");

    private async IAsyncEnumerable<T> Snapshot<T>(Func<IEnumerable<T>> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        T[] items;
        lock (gate)
        {
            items = [.. read()];
        }

        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            yield return item;
        }

        await Task.CompletedTask;
    }
}
