using Azure;
using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Deletes rows that are still as they were read, many at a time; one that was written since stays, one that is gone counts as deleted.</summary>
internal static class VersionedRemoval
{
    private const int AtOnce = 8;

    public static async Task RunAsync(TableClient table, TransactionGate gate, IEnumerable<TableEntity> rows, CancellationToken cancellation)
    {
        var packs = rows.GroupBy(static row => row.PartitionKey).SelectMany(static group => group.Chunk(TransactionPacks.MaxOperations));
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(packs, options, async (pack, token) =>
        {
            if (!await TryTogetherAsync(table, gate, pack, token))
            {
                await Task.WhenAll(pack.Select(row => RemoveAsync(table, row, token)));
            }
        });
    }

    private static async Task<bool> TryTogetherAsync(TableClient table, TransactionGate gate, TableEntity[] rows, CancellationToken cancellation)
    {
        try
        {
            await gate.SubmitAsync(table, rows.Select(static row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.PartitionKey, row.RowKey), row.ETag)), cancellation);
            return true;
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 404 or 412 && fault.ErrorCode != "TableNotFound")
        {
            return false; // one of them is not as it was: then the service deletes none
        }
    }

    private static async Task RemoveAsync(TableClient table, TableEntity row, CancellationToken cancellation)
    {
        try
        {
            await table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation);
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            return; // written since: whoever did wants it to stay
        }
    }
}
