using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Azure;

/// <summary>The log of a tenant's analyses: numbered rows that name resources, and a row that holds the last number.</summary>
internal sealed class AnalysisLog(StoreTable resources, TransactionGate gate)
{
    /// <summary>Entries that are kept: a copy that is further behind is built anew.</summary>
    public const int Kept = 1000;

    private const int Pruning = 100;
    private const string Number = nameof(LogEnd.Number);
    private const string Keys = "Keys";
    private const int KeyBytes = 16;

    public async Task<LogEnd> ReadEndAsync(TenantId tenant, CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        var row = await table.GetEntityIfExistsAsync<TableEntity>(ResourceKeys.Log(tenant), ResourceKeys.LogEnd, cancellationToken: cancellation);
        return row.HasValue ? new(row.Value!.GetInt64(Number) ?? 0, row.Value.ETag.ToString()) : default;
    }

    public async Task<LogEnd?> AppendAsync(TenantId tenant, LogEnd end, IReadOnlyCollection<ResourceKey> keys, CancellationToken cancellation)
    {
        var (table, next) = (await resources.OpenAsync(), end.Number + 1);
        var last = new TableEntity(ResourceKeys.Log(tenant), ResourceKeys.LogEnd) { [Number] = next };
        var entry = new TableEntity(ResourceKeys.Log(tenant), ResourceKeys.LogEntry(next));
        BinaryProperty.Write(entry, Keys, keys.SelectMany(static key => Convert.FromHexString(key.Text)).ToArray());
        try
        {
            var answers = await gate.SubmitAsync(
                table,
                [
                    end.Version is { } version ? new(TableTransactionActionType.UpdateReplace, last, new ETag(version)) : new(TableTransactionActionType.Add, last),
                    new(TableTransactionActionType.UpsertReplace, entry),
                ],
                cancellation);
            await PruneAsync(table, tenant, next, cancellation);
            return new(next, answers[0].Headers.ETag?.ToString());
        }
        catch (TableTransactionFailedException fault) when (fault.Status is 404 or 409 or 412 && fault.ErrorCode is not ("TableNotFound" or "TableBeingDeleted"))
        {
            return null; // somebody else was faster
        }
    }

    public async Task<IReadOnlyCollection<ResourceKey>?> ReadAsync(TenantId tenant, long after, long upTo, CancellationToken cancellation)
    {
        if (after == upTo)
        {
            return [];
        }

        var table = await resources.OpenAsync();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ResourceKeys.Log(tenant)} and RowKey gt {ResourceKeys.LogEntry(after)} and RowKey le {ResourceKeys.LogEntry(upTo)}");
        var entries = await table.QueryAsync<TableEntity>(filter, cancellationToken: cancellation).Select(ReadKeys).ToListAsync(cancellation);
        return entries.Count == upTo - after ? [.. entries.SelectMany(static keys => keys).Distinct()] : null;
    }

    private static IEnumerable<ResourceKey> ReadKeys(TableEntity row) =>
        BinaryProperty.Read(row, Keys).ToArray().Chunk(KeyBytes).Select(static key => new ResourceKey(Convert.ToHexStringLower(key)));

    private async Task PruneAsync(TableClient table, TenantId tenant, long last, CancellationToken cancellation)
    {
        if (last % Pruning != 0 || last <= Kept)
        {
            return;
        }

        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ResourceKeys.Log(tenant)} and RowKey ge {ResourceKeys.LogEntry(0)} and RowKey lt {ResourceKeys.LogEntry(last - Kept)}");
        var old = await table.QueryAsync<TableEntity>(filter, select: [nameof(TableEntity.PartitionKey), nameof(TableEntity.RowKey)], cancellationToken: cancellation)
            .Select(static row => (row.PartitionKey, row.RowKey)).ToListAsync(cancellation);
        await RowRemoval.RunAsync(table, gate, old, cancellation);
    }
}
