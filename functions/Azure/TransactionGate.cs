using Azure;
using Azure.Data.Tables;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Lets so many transactions through at once; Azurite takes one, because it keeps a single rollback list.</summary>
/// <param name="atOnce">0 for no limit.</param>
internal sealed class TransactionGate(int atOnce) : IDisposable
{
    private readonly SemaphoreSlim? free = atOnce > 0 ? new(atOnce) : null;

    public async Task<IReadOnlyList<Response>> SubmitAsync(TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellation)
    {
        if (free is null)
        {
            return await SendAsync(table, actions, cancellation);
        }

        await free.WaitAsync(cancellation);
        try
        {
            return await SendAsync(table, actions, cancellation);
        }
        finally
        {
            free.Release();
        }
    }

    public void Dispose() => free?.Dispose();

    private static async Task<IReadOnlyList<Response>> SendAsync(TableClient table, IEnumerable<TableTransactionAction> actions, CancellationToken cancellation) =>
        (await table.SubmitTransactionAsync(actions, cancellation)).Value;
}
