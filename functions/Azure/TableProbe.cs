using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Asks table <c>exposure</c> for one row.</summary>
internal sealed class TableProbe(StoreTable exposure)
{
    /// <summary>Returns when the table answered; fails as it does.</summary>
    public async Task ReadAsync(CancellationToken cancellation)
    {
        var table = await exposure.OpenAsync();
        await table.GetEntityIfExistsAsync<TableEntity>(TableKeys.Tenants, "-", cancellationToken: cancellation);
    }
}
