using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Messages;
using ExposurePipeline.Reachability.Ports;
using ExposurePipeline.Reachability.Resources;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Reads table <c>resources</c> for whoever only asks; a listing leaves bodies and paths in the table.</summary>
internal sealed class TableResourceCatalogue(StoreTable resources) : IResourceCatalogue
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredResource> ListAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        foreach (var partition in ResourceKeys.Partitions(tenant)) // one after another: the verdicts of a sixteenth are in memory
        {
            var verdicts = await PartitionScan.ReadAsync(table, [partition], ResourceKeys.Verdicts, null, cancellation, VerdictRows.Listed)
                .ToDictionaryAsync(static row => ResourceKeys.Read(row.RowKey), static row => SoundRow.Read(row, VerdictRows.ReadListed), cancellationToken: cancellation);
            var rows = PartitionScan.ReadAsync(table, [partition], ResourceKeys.Resources, null, cancellation, ResourceRows.Listed);
            await foreach (var row in rows.WithCancellation(cancellation))
            {
                if (SoundRow.Read(row, ResourceRows.ReadListed) is { Kind: not ChangeKind.Deleted } stored)
                {
                    yield return stored with { Verdict = verdicts.GetValueOrDefault(ResourceKeys.Read(row.RowKey)) };
                }
            }
        }
    }

    /// <inheritdoc/>
    public async Task<StoredResource?> FindAsync(TenantId tenant, ResourceKey resource, CancellationToken cancellation)
    {
        if (await RowAsync(tenant, resource, ResourceKeys.Resources, ResourceRows.Listed, cancellation) is not { } row
            || SoundRow.Read(row, ResourceRows.ReadListed) is not { Kind: not ChangeKind.Deleted } stored)
        {
            return null;
        }

        var verdict = await RowAsync(tenant, resource, ResourceKeys.Verdicts, VerdictRows.Listed, cancellation);
        return stored with { Verdict = verdict is null ? null : SoundRow.Read(verdict, VerdictRows.ReadListed) };
    }

    /// <inheritdoc/>
    public async Task<ResourceChange?> ReadAsync(TenantId tenant, ResourceKey resource, CancellationToken cancellation) =>
        await RowAsync(tenant, resource, ResourceKeys.Resources, null, cancellation) is { } row
        && SoundRow.Read(row, ResourceRows.Read) is { Kind: not ChangeKind.Deleted } change ? change : null;

    /// <inheritdoc/>
    public async Task<VerdictView?> ReadVerdictAsync(TenantId tenant, ResourceKey asset, CancellationToken cancellation) =>
        await RowAsync(tenant, asset, ResourceKeys.Verdicts, null, cancellation) is { } row ? SoundRow.Read(row, VerdictRows.ReadView) : null;

    /// <inheritdoc/>
    public async IAsyncEnumerable<VerdictView> ListVerdictsAsync(TenantId tenant, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var rows = PartitionScan.ReadAsync(await resources.OpenAsync(), ResourceKeys.Partitions(tenant), ResourceKeys.Verdicts, null, cancellation);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            yield return SoundRow.Read(row, VerdictRows.ReadView);
        }
    }

    private async Task<TableEntity?> RowAsync(TenantId tenant, ResourceKey resource, string prefix, IReadOnlyList<string>? columns, CancellationToken cancellation)
    {
        var table = await resources.OpenAsync();
        var row = await table.GetEntityIfExistsAsync<TableEntity>(ResourceKeys.Partition(tenant, resource), prefix + resource, columns, cancellation);
        return row.HasValue ? row.Value : null;
    }
}
