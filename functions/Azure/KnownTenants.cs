using System.Collections.Concurrent;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>The tenants that have state, kept as rows so that listings know which partitions there are.</summary>
internal sealed class KnownTenants
{
    private readonly ConcurrentDictionary<TenantId, bool> written = new();

    /// <summary>Writes a tenant's row before its first state, so that no state is ever left unlisted.</summary>
    public async Task AddAsync(TableClient table, TenantId tenant, CancellationToken cancellation)
    {
        if (!written.ContainsKey(tenant))
        {
            await table.UpsertEntityAsync(new TableEntity(TableKeys.Tenants, TableKeys.Escape(tenant.Value)), TableUpdateMode.Merge, cancellation);
            written[tenant] = true;
        }
    }

    /// <summary>All tenants, as the table knows them.</summary>
    public static async Task<IReadOnlyList<TenantId>> ListAsync(TableClient table, CancellationToken cancellation)
    {
        var tenants = new List<TenantId>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {TableKeys.Tenants}"), cancellationToken: cancellation))
        {
            tenants.Add(new(TableKeys.Unescape(row.RowKey)));
        }

        return tenants;
    }
}
