using Azure;
using Azure.Data.Tables;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Policy.Documents;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Keeps policies in table <c>exposure</c>, one row a tenant. What is read of all of them is <see cref="Kept"/> for a while; a fault of storage is the caller's.</summary>
internal sealed class TablePolicies(StoreTable exposure, ExposurePolicy deployment, TimeProvider clock) : IPolicies, IDisposable
{
    /// <summary>How long policies are used before they are read again: how late a change reaches other instances.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    // No tenant's partition lacks a '|'.
    private const string Partition = "policies";
    private const string Document = "Document";

    private readonly SemaphoreSlim reading = new(1, 1);
    private Snapshot? last;

    /// <inheritdoc/>
    public async ValueTask<PolicyBook> GetAsync(CancellationToken cancellation)
    {
        if (Fresh() is { } book)
        {
            return book;
        }

        await reading.WaitAsync(cancellation);
        try
        {
            return Fresh() ?? await ReadAsync(cancellation);
        }
        finally
        {
            reading.Release();
        }
    }

    /// <inheritdoc/>
    public async Task<StoredPolicy> FindAsync(TenantId tenant, CancellationToken cancellation)
    {
        var row = await RowAsync(await exposure.OpenAsync(), tenant, cancellation);
        return row is null ? StoredPolicy.None : Read(row);
    }

    /// <inheritdoc/>
    public async Task<StoredPolicy?> SaveAsync(TenantId tenant, TenantPolicy policy, PolicyEdit edit, CancellationToken cancellation)
    {
        var table = await exposure.OpenAsync();
        var found = await RowAsync(table, tenant, cancellation);
        if (edit.Expected is not null && edit.Expected != (found is null ? StoredPolicy.None : Read(found)).Version)
        {
            return null;
        }

        var stored = new StoredPolicy(policy, edit.By, edit.At);
        var isSaved = await TrySaveAsync(table, Row(tenant, stored), found, edit, cancellation);
        await ForgetAsync(cancellation);
        return isSaved ? stored : null;
    }

    public void Dispose() => reading.Dispose();

    private static async Task<bool> TrySaveAsync(TableClient table, TableEntity row, TableEntity? found, PolicyEdit edit, CancellationToken cancellation)
    {
        try
        {
            await ((edit.Expected, found) switch
            {
                (null, _) => table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellation),
                (_, null) => table.AddEntityAsync(row, cancellation),
                _ => table.UpdateEntityAsync(row, found.ETag, TableUpdateMode.Replace, cancellation),
            });
            return true;
        }
        catch (RequestFailedException fault) when (fault.Status is 404 or 409 or 412)
        {
            return false; // another writer was faster
        }
    }

    private static async Task<TableEntity?> RowAsync(TableClient table, TenantId tenant, CancellationToken cancellation)
    {
        var found = await table.GetEntityIfExistsAsync<TableEntity>(Partition, TableKeys.Escape(tenant.Value), cancellationToken: cancellation);
        return found.HasValue ? found.Value : null;
    }

    private static TableEntity Row(TenantId tenant, StoredPolicy stored)
    {
        var row = new TableEntity(Partition, TableKeys.Escape(tenant.Value))
        {
            [nameof(StoredPolicy.ChangedBy)] = stored.ChangedBy,
            [nameof(StoredPolicy.ChangedAt)] = stored.ChangedAt,
        };
        BinaryProperty.Write(row, Document, TenantPolicyDocument.Write(stored.Policy));
        return row;
    }

    // Only checked documents are ever stored: one that cannot be read stops the pipeline rather than have it decide by other rules.
    private static StoredPolicy Read(TableEntity row)
    {
        var problems = TenantPolicyDocument.Read(BinaryProperty.Read(row, Document), out var policy);
        return problems.Count == 0
            ? new(policy, row.GetString(nameof(StoredPolicy.ChangedBy)), row.GetDateTimeOffset(nameof(StoredPolicy.ChangedAt)))
            : throw new InvalidDataException($"The stored policy of tenant {TableKeys.Unescape(row.RowKey)} cannot be read: {problems[0]}");
    }

    private PolicyBook? Fresh() => Volatile.Read(ref last) is { } snapshot && clock.GetUtcNow() < snapshot.Until ? snapshot.Book : null;

    private async Task<PolicyBook> ReadAsync(CancellationToken cancellation)
    {
        var table = await exposure.OpenAsync();
        var until = clock.GetUtcNow() + Kept; // from before the reading on
        var tenants = new Dictionary<TenantId, TenantPolicy>();
        await foreach (var row in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellation))
        {
            tenants[new(TableKeys.Unescape(row.RowKey))] = Read(row).Policy;
        }

        var book = new PolicyBook(deployment, tenants);
        Volatile.Write(ref last, new(book, until));
        return book;
    }

    // A reading under way may have missed the change: it is waited for.
    private async Task ForgetAsync(CancellationToken cancellation)
    {
        await reading.WaitAsync(cancellation);
        Volatile.Write(ref last, null);
        reading.Release();
    }

    private sealed record Snapshot(PolicyBook Book, DateTimeOffset Until);
}
