using System.Globalization;
using Azure;
using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>How table <c>exposure</c> is laid out, kept in a row of its own: entities would be looked for in the wrong partitions if it changed.</summary>
/// <param name="buckets">Partitions per tenant, as configured.</param>
internal sealed class TableLayout(int buckets)
{
    /// <summary>Changes with the rows' meaning; 2 since the messages of a transaction share an outbox row.</summary>
    public const int Version = 2;

    private const string Partition = "layout"; // no tenant's: those have a |
    private const string Row = "buckets";

    /// <summary>Compares, or writes the row of a new table.</summary>
    /// <exception cref="InvalidOperationException">The table is laid out otherwise; nothing of it was touched.</exception>
    public async Task CheckAsync(TableClient table)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row);
        if (!row.HasValue)
        {
            await AddIfEmptyAsync(table);
            row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, Row);
        }

        var found = row.HasValue ? (row.Value!.GetInt32(nameof(Version)), row.Value.GetInt32(Row)) : default;
        if (found != (Version, buckets))
        {
            throw new InvalidOperationException(Difference(table.Name, found));
        }
    }

    private async Task AddIfEmptyAsync(TableClient table)
    {
        if (await table.QueryAsync<TableEntity>(maxPerPage: 1).AnyAsync())
        {
            return; // perhaps just this row, of another instance
        }

        try
        {
            await table.AddEntityAsync(new TableEntity(Partition, Row) { [nameof(Version)] = Version, [Row] = buckets });
        }
        catch (RequestFailedException fault) when (fault.Status == 409)
        {
            return; // another instance was first
        }
    }

    private string Difference(string table, (int? Version, int? Buckets) found) => found.Version == Version
        ? $"Table {table} is laid out in {found.Buckets} partitions per tenant, but Exposure__Buckets is {buckets}: set it to {found.Buckets}, or use an empty table."
        : $"Table {table} was written by another version of this app, layout {found.Version?.ToString(CultureInfo.InvariantCulture) ?? "unknown"} instead of {Version}: use an empty table; on one machine, delete the folder .local.";
}
