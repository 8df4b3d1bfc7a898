using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Takes messages out of a row that others have to stay in: a sweep does so where some could be sent and some not.</summary>
internal static class PartlySent
{
    public static async Task RemoveAsync(TableClient table, (string Partition, string Key) key, List<OutboxRow> messages, CancellationToken cancellation)
    {
        while (true)
        {
            var found = await table.GetEntityIfExistsAsync<TableEntity>(key.Partition, key.Key, cancellationToken: cancellation);
            if (!found.HasValue || await TryReplaceAsync(table, found.Value!, OutboxRows.Without(found.Value!, messages), cancellation))
            {
                return;
            }
        }
    }

    private static async Task<bool> TryReplaceAsync(TableClient table, TableEntity row, TableEntity? left, CancellationToken cancellation)
    {
        try
        {
            await (left is null
                ? table.DeleteEntityAsync(row.PartitionKey, row.RowKey, row.ETag, cancellation)
                : table.UpdateEntityAsync(left, row.ETag, TableUpdateMode.Replace, cancellation));
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 412)
        {
            return false; // another sweep was faster: look again
        }
    }
}
