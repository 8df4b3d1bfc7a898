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
        await Parallel.ForEachAsync(packs, options, async (pack, token) => await RemoveAsync(table, gate, [.. pack], token));
    }

    private static async Task RemoveAsync(TableClient table, TransactionGate gate, List<(string Partition, string Key)> rows, CancellationToken cancellation)
    {
        while (rows.Count > 1)
        {
            if (await TryAsync(table, gate, rows, cancellation) is not { } gone)
            {
                return;
            }

            rows.RemoveAt(gone);
        }

        foreach (var (partition, key) in rows)
        {
            await table.DeleteEntityAsync(partition, key, ETag.All, cancellation);
        }
    }

    private static async Task<int?> TryAsync(TableClient table, TransactionGate gate, List<(string Partition, string Key)> rows, CancellationToken cancellation)
    {
        try
        {
            var actions = rows.Select(static row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(row.Partition, row.Key), ETag.All));
            await gate.SubmitAsync(table, actions, cancellation);
            return null;
        }
        catch (TableTransactionFailedException fault) when (fault is { Status: 404, FailedTransactionActionIndex: not null, ErrorCode: not "TableNotFound" })
        {
            return fault.FailedTransactionActionIndex;
        }
    }
}
