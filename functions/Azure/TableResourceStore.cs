using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Keeps resources and their marks in table <c>resources</c>.</summary>
internal sealed class TableResourceStore(StoreTable resources, TransactionGate gate) : IResourceStore
{
    private const int PartitionsAtOnce = 8;
    private const int ReadsAtOnce = 16;

    /// <inheritdoc/>
    public async Task<SavedResources> SaveAsync(TenantId tenant, IReadOnlyList<ToldResource> told, DateTimeOffset at, CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        var saved = new List<SavedResources>();
        var newest = ResourceEdit.Newest(told).ToList();
        var copies = ResourceEdit.Copies(newest, told).ToLookup(edit => ResourceKeys.Partition(tenant, ResourceKey.Of(edit.Change.Id)));
        await Parallel.ForEachAsync(newest.GroupBy(edit => ResourceKeys.Partition(tenant, ResourceKey.Of(edit.Change.Id))), Limit(PartitionsAtOnce, cancellation), async (partition, token) =>
        {
            var commit = new ResourceCommit(table, gate, tenant, at);
            var (first, second) = (await commit.RunAsync([.. partition], token), await commit.RunAsync([.. copies[partition.Key]], token));
            lock (saved)
            {
                saved.AddRange([first, second]);
            }
        });
        await table.UpsertEntityAsync(new TableEntity(ResourceKeys.Tenants, TableKeys.Escape(tenant.Value)) { [nameof(DueTenant.Due)] = at }, TableUpdateMode.Merge, cancellation);
        return new(saved.Sum(static each => each.Written), saved.Sum(static each => each.Unchanged), saved.Sum(static each => each.Conflicts));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResourceMark>> ListMarksAsync(TenantId tenant, int most, CancellationToken cancellation) =>
        await PartitionScan.ReadAsync(await resources.OpenAsync(), ResourceKeys.Partitions(tenant), ResourceKeys.Marks, null, cancellation)
            .Take(most)
            .Select(static row => SoundRow.Read(row, ReadMark))
            .ToListAsync(cancellation);

    /// <inheritdoc/>
    public async Task RemoveMarksAsync(TenantId tenant, IReadOnlyList<ResourceMark> marks, CancellationToken cancellation) =>
        await VersionedRemoval.RunAsync(
            await resources.OpenAsync(), gate,
            marks.Select(mark => new TableEntity(ResourceKeys.Partition(tenant, mark.Resource), ResourceKeys.Marks + mark.Resource) { ETag = new(mark.Version) }),
            cancellation);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ResourceChange>> ReadAsync(TenantId tenant, IReadOnlyCollection<ResourceKey> keys, CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        var found = new IReadOnlyList<ResourceChange>[keys.Count];
        await Parallel.ForEachAsync(keys.Index(), Limit(ReadsAtOnce, cancellation), async (item, token) =>
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(ResourceKeys.Partition(tenant, item.Item), ResourceKeys.Resources + item.Item, cancellationToken: token);
            found[item.Index] = row.HasValue ? SoundRow.Read(row.Value!, ResourceRows.ReadAll) : [];
        });
        return [.. found.SelectMany(static changes => changes)];
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<ResourceChange> ReadAllAsync(TenantId tenant, CancellationToken cancellation) =>
        ScanAsync(tenant, null, cancellation).SelectMany(static row => SoundRow.Read(row, ResourceRows.ReadAll));

    /// <inheritdoc/>
    public async Task<int> PruneAsync(TenantId tenant, DateTimeOffset before, CancellationToken cancellation)
    {
        var condition = TableClient.CreateQueryFilter($"Kind eq {nameof(ChangeKind.Deleted)} and Heard lt {before}");
        var old = await ScanAsync(tenant, condition, cancellation).ToListAsync(cancellation);
        await VersionedRemoval.RunAsync(await resources.OpenAsync(), gate, old, cancellation);
        return old.Count;
    }

    private async IAsyncEnumerable<TableEntity> ScanAsync(TenantId tenant, string? condition, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        await foreach (var row in PartitionScan.ReadAsync(table, ResourceKeys.Partitions(tenant), ResourceKeys.Resources, condition, cancellation))
        {
            yield return row;
        }
    }

    private static ResourceMark ReadMark(TableEntity row) => new(ResourceKeys.Read(row.RowKey), row.GetDateTimeOffset(nameof(ResourceMark.Enqueued))!.Value, row.ETag.ToString());

    private static ParallelOptions Limit(int atOnce, CancellationToken cancellation) => new() { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
}
