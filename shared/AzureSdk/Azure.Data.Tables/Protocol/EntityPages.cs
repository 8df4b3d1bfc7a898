using Azure.Core;
using Azure.Data.Tables.Entities;

namespace Azure.Data.Tables.Protocol;

/// <summary>The pages of a query. A page may be empty and still have a successor; only a missing token ends the query.</summary>
internal sealed class EntityPages<T>(TableService service, string table, EntityQuery query, CancellationToken cancel) : AsyncPageable<T>(cancel)
    where T : class, ITableEntity
{
    public override async IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null)
    {
        do
        {
            var page = await ReadAsync(continuationToken, pageSizeHint ?? query.MaxPerPage);
            continuationToken = page.ContinuationToken;
            yield return page;
        }
        while (continuationToken is not null);
    }

    private async Task<Page<T>> ReadAsync(string? token, int? top)
    {
        var operation = new TableOperation(RequestMethod.Get, $"/{table}()") { Query = [.. query.Options(top), .. Continuation.Options(token)] };
        var response = await service.SendAsync(operation, CancellationToken, 200);
        return Page<T>.FromValues(EntityAnswer.ReadMany<T>(response), Continuation.Read(response.Headers), response);
    }
}
