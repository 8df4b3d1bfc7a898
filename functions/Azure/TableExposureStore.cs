using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Keeps entities, index, history and outbox in table <c>exposure</c>: one partition per tenant and bucket, so that one transaction commits many entities.</summary>
/// <param name="exposure">The table.</param>
/// <param name="buckets">Partitions per tenant; a power of two, the same for the life of the table.</param>
/// <param name="gate">Bounds transactions under way.</param>
/// <param name="cache">States of this instance; null to read every state from the table.</param>
internal sealed class TableExposureStore(StoreTable exposure, int buckets, TransactionGate gate, StateCache? cache) : IExposureStore, IAsyncDisposable
{
    private const int CommitsAtOnce = 16;

    private readonly KnownTenants tenants = new();
    private readonly Outbox outbox = new(exposure, gate);
    private readonly StateReading states = new(buckets, cache);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StoredEntity>> LoadAsync(IReadOnlyCollection<EntityId> entities, CancellationToken cancellation) =>
        await states.LoadAsync(await exposure.OpenAsync(), entities, cancellation);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A change needs more than 100 operations, which no transaction holds.</exception>
    public async Task<SaveResult> SaveAsync(IReadOnlyList<EntityChange> changes, CancellationToken cancellation)
    {
        var table = await exposure.OpenAsync();
        foreach (var tenant in changes.Select(static change => change.Entity.Tenant).Distinct())
        {
            await tenants.AddAsync(table, tenant, cancellation);
        }

        var results = new List<SaveResult>();
        await Parallel.ForEachAsync(EntityWrite.Pack(changes, buckets), Limit(CommitsAtOnce, cancellation), async (pack, token) =>
        {
            var result = await new ChangeCommit(outbox, gate, cache).RunAsync(table, pack, token);
            lock (results)
            {
                results.Add(result);
            }
        });
        return new([.. results.SelectMany(static r => r.Committed)], [.. results.SelectMany(static r => r.Conflicts)], results.Sum(static r => r.Transactions));
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<IndexEntry> ListIndexAsync(EntityKind? kind, TenantId? tenant, CancellationToken cancellation) =>
        ScanAsync(tenant, kind is { } one ? TableKeys.IndexOf(one) : TableKeys.Indexed, null, cancellation).Select(ExposureRows.ReadIndex);

    /// <inheritdoc/>
    public IAsyncEnumerable<StoredEntity> ListDevicesAsync(TenantId tenant, CancellationToken cancellation) =>
        ScanAsync(tenant, TableKeys.Devices, null, cancellation)
            .Select(static row => ExposureRows.ReadState(TableKeys.ReadEntity(row.PartitionKey, row.RowKey), row));

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxRow> ListOutboxAsync(DateTimeOffset createdBefore, CancellationToken cancellation, ICollection<DamagedRow>? damaged = null) =>
        ScanAsync(null, TableKeys.Outbox, Until(nameof(OutboxMessage.Created), createdBefore), cancellation)
            .Where(outbox.IsOpen)
            .SelectMany(row => OutboxRows.Read(row, damaged))
            .Where(row => row.Message.Created < createdBefore);

    /// <inheritdoc/>
    public Task RemoveOutboxAsync(IReadOnlyCollection<OutboxRow> rows, CancellationToken cancellation) => outbox.RemoveAsync(rows, cancellation);

    /// <summary>Deletes at once the rows of messages that were sent, which otherwise go with later transactions.</summary>
    public Task FlushAsync(CancellationToken cancellation) => outbox.FlushAsync(cancellation);

    /// <summary>Stops deleting rows of sent messages.</summary>
    public ValueTask DisposeAsync() => outbox.DisposeAsync();

    /// <inheritdoc/>
    public async IAsyncEnumerable<HistoryEntry> ListHistoryAsync(EntityId device, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await exposure.OpenAsync();
        var filter = PartitionScan.In(TableKeys.Partition(device, buckets), PartitionScan.Range(TableKeys.HistoryOf(device), null));
        await foreach (var entry in HistoryRows.ReadAsync(table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation)).WithCancellation(cancellation))
        {
            yield return entry;
        }
    }

    /// <inheritdoc/>
    public async Task<int> PruneHistoryAsync(DateTimeOffset before, CancellationToken cancellation)
    {
        var (old, entries) = (new List<(string Partition, string Key)>(), 0);
        await foreach (var row in ScanAsync(null, TableKeys.History, Until(nameof(HistoryEntry.At), before), cancellation))
        {
            if (row.GetDateTimeOffset(nameof(HistoryEntry.At)) < before)
            {
                old.Add((row.PartitionKey, row.RowKey));
                entries += HistoryRows.Read(row).Count;
            }
        }

        await RowRemoval.RunAsync(await exposure.OpenAsync(), gate, old, cancellation);
        return entries;
    }

    private async IAsyncEnumerable<TableEntity> ScanAsync(
        TenantId? tenant, string prefix, string? condition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await exposure.OpenAsync();
        var known = tenant is { } one ? [one] : await KnownTenants.ListAsync(table, cancellation);
        string[] partitions = [.. known.SelectMany(each => Enumerable.Range(0, buckets), static (each, bucket) => TableKeys.Partition(each, bucket))];
        await foreach (var row in PartitionScan.ReadAsync(table, partitions, prefix, condition, cancellation))
        {
            yield return row;
        }
    }

    // Azurite compares whole milliseconds, so the moment itself is let through here and judged by the reader.
    private static string Until(string property, DateTimeOffset moment) => property + TableClient.CreateQueryFilter($" le {moment}");

    private static ParallelOptions Limit(int atOnce, CancellationToken cancellation) => new() { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
}
