using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>A table that is created when first opened, unless it is there; a failure to do so is tried again by the next caller.</summary>
/// <param name="account">The storage account; connected to on first use, since a credential takes long to load.</param>
/// <param name="name">The table's name.</param>
/// <param name="layout">How it must be laid out; null where rows do not depend on it.</param>
internal sealed class StoreTable(Lazy<TableServiceClient> account, string name, TableLayout? layout = null)
{
    private readonly Lock gate = new();
    private Task<TableClient>? opening;

    public Task<TableClient> OpenAsync()
    {
        lock (gate)
        {
            return opening is null or { IsFaulted: true } or { IsCanceled: true } ? opening = CreateAsync() : opening;
        }
    }

    // Not cancelled by one caller's token: the others wait for the same creation.
    private async Task<TableClient> CreateAsync()
    {
        await Task.Yield();
        await account.Value.CreateTableIfNotExistsAsync(name, CancellationToken.None);
        var table = account.Value.GetTableClient(name);
        await (layout?.CheckAsync(table) ?? Task.CompletedTask);
        return table;
    }
}
