using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Keeps in table <c>resources</c> when tenants are due, the log of their analyses and their verdicts.</summary>
internal sealed class TableAnalysisStore(StoreTable resources, TransactionGate gate) : IAnalysisStore
{
    private const int PartitionsAtOnce = 8;
    private const int ReadsAtOnce = 16;

    private readonly AnalysisLog log = new(resources, gate);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DueTenant>> ListTenantsAsync(CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        return await table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {ResourceKeys.Tenants}"), cancellationToken: cancellation)
            .Select(ReadTenant).ToListAsync(cancellation);
    }

    /// <inheritdoc/>
    public async Task SettleAsync(DueTenant tenant, DateTimeOffset? due, DateTimeOffset told, string internet, CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        var row = new TableEntity(ResourceKeys.Tenants, TableKeys.Escape(tenant.Tenant.Value))
        {
            [nameof(DueTenant.Due)] = due,
            [nameof(DueTenant.Told)] = told,
            [nameof(DueTenant.Internet)] = internet,
        };
        try
        {
            await table.UpdateEntityAsync(row, new ETag(tenant.Version), TableUpdateMode.Replace, cancellation);
        }
        catch (RequestFailedException fault) when (fault.Status == 412)
        {
            return; // due anew
        }
    }

    /// <inheritdoc/>
    public Task<LogEnd> ReadLogEndAsync(TenantId tenant, CancellationToken cancellation) => log.ReadEndAsync(tenant, cancellation);

    /// <inheritdoc/>
    public Task<LogEnd?> AppendAsync(TenantId tenant, LogEnd end, IReadOnlyCollection<ResourceKey> keys, CancellationToken cancellation) => log.AppendAsync(tenant, end, keys, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyCollection<ResourceKey>?> ReadLogAsync(TenantId tenant, long after, long upTo, CancellationToken cancellation) => log.ReadAsync(tenant, after, upTo, cancellation);

    /// <inheritdoc/>
    public async IAsyncEnumerable<KeptVerdict> ListVerdictsAsync(TenantId tenant, IReadOnlyCollection<ResourceKey>? assets, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        var rows = assets is null
            ? PartitionScan.ReadAsync(table, ResourceKeys.Partitions(tenant), ResourceKeys.Verdicts, null, cancellation, VerdictRows.State)
            : (await FindAsync(table, tenant, assets, cancellation)).ToAsyncEnumerable();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            yield return SoundRow.Read(row, VerdictRows.ReadState);
        }
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyCollection<ResourceKey>> SaveVerdictsAsync(TenantId tenant, IReadOnlyList<VerdictEdit> edits, CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        var conflicts = new List<ResourceKey>();
        await Parallel.ForEachAsync(edits.GroupBy(edit => ResourceKeys.Partition(tenant, edit.Key)), Limit(PartitionsAtOnce, cancellation), async (partition, token) =>
        {
            var lost = await new VerdictCommit(table, gate, tenant).RunAsync(partition, token);
            lock (conflicts)
            {
                conflicts.AddRange(lost);
            }
        });
        return conflicts;
    }

    private static async Task<IEnumerable<TableEntity>> FindAsync(TableClient table, TenantId tenant, IReadOnlyCollection<ResourceKey> assets, CancellationToken cancellation)
    {
        var found = new TableEntity?[assets.Count];
        await Parallel.ForEachAsync(assets.Index(), Limit(ReadsAtOnce, cancellation), async (item, token) =>
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(ResourceKeys.Partition(tenant, item.Item), ResourceKeys.Verdicts + item.Item, VerdictRows.State, token);
            found[item.Index] = row.HasValue ? row.Value : null;
        });
        return found.OfType<TableEntity>();
    }

    private static DueTenant ReadTenant(TableEntity row) => new(
        new(TableKeys.Unescape(row.RowKey)), row.GetDateTimeOffset(nameof(DueTenant.Due)), row.GetDateTimeOffset(nameof(DueTenant.Told)), row.GetString(nameof(DueTenant.Internet)), row.ETag.ToString());

    private static ParallelOptions Limit(int atOnce, CancellationToken cancellation) => new() { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellation };
}
