using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Reads states: from memory where they are kept, a partition at once where many are wanted, else one by one.</summary>
/// <param name="buckets">Partitions per tenant.</param>
/// <param name="cache">States of this instance; null to read every state from the table.</param>
internal sealed class StateReading(int buckets, StateCache? cache)
{
    private const int ReadsAtOnce = 32;
    private const int PageRows = 1000; // of the service

    /// <summary>What is stored, in the order asked for.</summary>
    public async Task<IReadOnlyList<StoredEntity>> LoadAsync(TableClient table, IReadOnlyCollection<EntityId> entities, CancellationToken cancellation)
    {
        var loaded = new StoredEntity?[entities.Count];
        if (cache is not null)
        {
            await RecallAsync(cache, table, entities, loaded, cancellation);
        }

        var options = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(entities.Index().Where(item => loaded[item.Index] is null), options, async (item, token) =>
            loaded[item.Index] = await ReadAsync(table, item.Item, token));
        return loaded!;
    }

    private async Task RecallAsync(StateCache kept, TableClient table, IReadOnlyCollection<EntityId> entities, StoredEntity?[] loaded, CancellationToken cancellation)
    {
        foreach (var partition in entities.Index().GroupBy(item => TableKeys.Partition(item.Item, buckets)))
        {
            var states = kept.Of(partition.Key);
            await states.LoadAsync(partition.Count(), () => ScanAsync(table, partition.Key)).WaitAsync(cancellation);
            foreach (var (index, entity) in partition)
            {
                loaded[index] = states.Find(entity);
            }
        }
    }

    // Not cancelled by one caller's token: others wait for the same reading.
    private static IAsyncEnumerable<StoredEntity[]> ScanAsync(TableClient table, string partition) => table
        .QueryAsync<TableEntity>(PartitionScan.In(partition, PartitionScan.Range(TableKeys.States, null)), PageRows)
        .Select(static row => ExposureRows.ReadState(TableKeys.ReadEntity(row.PartitionKey, row.RowKey), row))
        .Chunk(PageRows);

    private async Task<StoredEntity> ReadAsync(TableClient table, EntityId entity, CancellationToken cancellation)
    {
        var partition = TableKeys.Partition(entity, buckets);
        var row = await table.GetEntityIfExistsAsync<TableEntity>(partition, TableKeys.State(entity), cancellationToken: cancellation);
        if (!row.HasValue)
        {
            return new(entity, default, null);
        }

        var stored = ExposureRows.ReadState(entity, row.Value!);
        cache?.Of(partition).Put([stored]);
        return stored;
    }
}
