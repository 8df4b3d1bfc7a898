using Azure;
using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Deletes rows, many at a time; a row that is gone already counts as deleted.</summary>
internal static class RowRemoval
{
    private const int AtOnce = 8;

    public static async Task RunAsync(TableClient table, TransactionGate gate, IEnumerable<(string Partition, string Key)> rows, CancellationToken cancellation)
    {
        var packs = rows.Distinct()
            .GroupBy(static row => row.Partition)
            .SelectMany(static group => group.Chunk(TransactionPacks.MaxOperations));
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellation };
        await Parallel.ForEachAsync(packs, options, async (pack, token) => await RemoveAsync(table, gate, pack, token));
    }

    private static async Task RemoveAsync(TableClient table, TransactionGate gate, (string Partition, string Key)[] rows, CancellationToken cancellation)
    {
        if (rows.Length > 1 && await TryTogetherAsync(table, gate, rows, cancellation))
        {
            return;
        }

        foreach (var (partition, key) in rows)
        {
            await table.DeleteEntityAsync(partition, key, ETag.All, cancellation);
        }
    }

    // False when one is gone, for then the service deletes none: who else deletes is likely at the others too, so each goes by itself.
    private static async Task<bool> TryTogetherAsync(TableClient table, TransactionGate gate, (string Partition, string Key)[] rows, CancellationToken cancellation)
    {
        try
        {
            var actions = rows.Select(static row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.Partition, row.Key), ETag.All));
            await gate.SubmitAsync(table, actions, cancellation);
            return true;
        }
        catch (TableTransactionFailedException fault) when (fault is { Status: 404, ErrorCode: not "TableNotFound" })
        {
            return false;
        }
    }
}
