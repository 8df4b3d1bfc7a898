using Azure.Core;
using Azure.Data.Tables.Entities;
using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables;

/// <summary>Single entities and queries.</summary>
public partial class TableClient
{
    /// <summary>Inserts the entity.</summary>
    /// <exception cref="RequestFailedException">409 EntityAlreadyExists, 404 TableNotFound, and others.</exception>
    public virtual Task<Response> AddEntityAsync<T>(T entity, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        RequireKeys(entity);
        return _service.SendAsync(TableOperation.Insert(Name, entity), cancellationToken, 201, 204);
    }

    /// <summary>Reads an entity.</summary>
    /// <exception cref="RequestFailedException">404 ResourceNotFound or TableNotFound, and others.</exception>
    public virtual async Task<Response<T>> GetEntityAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await _service.SendAsync(Get(partitionKey, rowKey, select), cancellationToken, 200);
        return Response.FromValue(EntityAnswer.ReadOne<T>(response), response);
    }

    /// <summary>Reads an entity that may not be there; nor need the table be.</summary>
    /// <exception cref="RequestFailedException">Any failure but 404.</exception>
    public virtual async Task<NullableResponse<T>> GetEntityIfExistsAsync<T>(string partitionKey, string rowKey, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity
    {
        var response = await _service.SendAsync(Get(partitionKey, rowKey, select), cancellationToken, 200, 404);
        return response.Status == 404
            ? new AbsentResponse<T>(response)
            : Response.FromValue(EntityAnswer.ReadOne<T>(response), response);
    }

    /// <summary>Inserts the entity or, when it is there, merges into or replaces it, whatever its version.</summary>
    /// <exception cref="RequestFailedException">The service refused.</exception>
    public virtual Task<Response> UpsertEntityAsync<T>(T entity, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        RequireKeys(entity);
        return _service.SendAsync(TableOperation.Put(Name, entity, mode, ifMatch: null), cancellationToken, 204);
    }

    /// <summary>Changes an entity that is there, if its version is <paramref name="ifMatch"/>; <see cref="ETag.All"/> matches any.</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied, 404 ResourceNotFound, and others.</exception>
    public virtual Task<Response> UpdateEntityAsync<T>(T entity, ETag ifMatch, TableUpdateMode mode = TableUpdateMode.Merge, CancellationToken cancellationToken = default) where T : ITableEntity
    {
        RequireKeys(entity);
        if (ifMatch == default) throw new ArgumentException("Value cannot be empty.", nameof(ifMatch));
        return _service.SendAsync(TableOperation.Put(Name, entity, mode, ifMatch.ToString()), cancellationToken, 204);
    }

    /// <summary>Deletes an entity, if its version is <paramref name="ifMatch"/>; by default, whatever it is.</summary>
    /// <inheritdoc cref="DeleteEntityAsync(string, string, ETag, CancellationToken)"/>
    public virtual Task<Response> DeleteEntityAsync(ITableEntity entity, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(entity);
        return DeleteEntityAsync(entity.PartitionKey, entity.RowKey, ifMatch, cancellationToken);
    }

    /// <summary>Deletes an entity, if its version is <paramref name="ifMatch"/>; by default, whatever it is. One that is not there is answered with 404 and no exception.</summary>
    /// <exception cref="RequestFailedException">412 UpdateConditionNotSatisfied, and others.</exception>
    public virtual Task<Response> DeleteEntityAsync(string partitionKey, string rowKey, ETag ifMatch = default, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return _service.SendAsync(TableOperation.Delete(Name, partitionKey, rowKey, ifMatch), cancellationToken, 204, 404);
    }

    /// <summary>The entities that satisfy <paramref name="filter"/>, in order of their keys, read page by page as they are asked for.</summary>
    /// <param name="filter">An OData filter; build it with <see cref="CreateQueryFilter"/>.</param>
    /// <param name="maxPerPage">1 to 1000 entities a request; not a limit of the whole.</param>
    /// <param name="select">The properties wanted; by default all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public virtual AsyncPageable<T> QueryAsync<T>(string? filter = null, int? maxPerPage = null, IEnumerable<string>? select = null, CancellationToken cancellationToken = default)
        where T : class, ITableEntity =>
        new EntityPages<T>(_service, Name, new EntityQuery(filter, maxPerPage, Join(select)), cancellationToken);

    private TableOperation Get(string partitionKey, string rowKey, IEnumerable<string>? select)
    {
        ArgumentNullException.ThrowIfNull(partitionKey);
        ArgumentNullException.ThrowIfNull(rowKey);
        return new(RequestMethod.Get, TableOperation.EntityPath(Name, partitionKey, rowKey)) { Query = [.. new EntityQuery(null, null, Join(select)).Options(top: null)] };
    }

    private static string? Join(IEnumerable<string>? select) => select is null ? null : string.Join(',', select);

    private static void RequireKeys(ITableEntity entity)
    {
        ArgumentNullException.ThrowIfNull(entity);
        ArgumentNullException.ThrowIfNull(entity.PartitionKey);
        ArgumentNullException.ThrowIfNull(entity.RowKey);
    }
}
