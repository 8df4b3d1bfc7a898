using Azure.Core;
using Azure.Data.Tables.Connections;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;
using Azure.Storage.Http;

namespace Azure.Data.Tables;

/// <summary>The tables of an account.</summary>
public class TableServiceClient
{
    private readonly TableService _service;

    /// <summary>For test doubles.</summary>
    protected TableServiceClient() => _service = null!;

    /// <summary>By connection string: account key, shared access signature, or the emulator.</summary>
    public TableServiceClient(string connectionString)
        : this(connectionString, null)
    {
    }

    /// <summary>By connection string: account key, shared access signature, or the emulator.</summary>
    /// <exception cref="ArgumentException">A setting is missing or is not a usable address.</exception>
    /// <exception cref="InvalidOperationException">A part is not name=value, or stands twice.</exception>
    /// <exception cref="FormatException">The account key is not base64.</exception>
    public TableServiceClient(string connectionString, TableClientOptions? options = null)
        : this(TableConnectionString.Parse(connectionString).Connect(options))
    {
    }

    /// <summary>By an address that carries a shared access signature.</summary>
    public TableServiceClient(Uri endpoint, TableClientOptions? options = null)
        : this(new TableService(StorageEndpoint.Protected(endpoint), null, options))
    {
    }

    /// <summary>By shared access signature.</summary>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential)
        : this(endpoint, credential, null)
    {
    }

    /// <summary>By shared access signature.</summary>
    public TableServiceClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(new TableService(StorageEndpoint.Protected(endpoint), new SasPolicy(credential), options))
    {
    }

    /// <summary>By account key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential)
        : this(endpoint, credential, null!)
    {
    }

    /// <summary>By account key.</summary>
    public TableServiceClient(Uri endpoint, TableSharedKeyCredential credential, TableClientOptions options)
        : this(new TableService(endpoint, TableService.SharedKey(credential), options))
    {
    }

    /// <summary>By Entra ID; the identity needs the role Storage Table Data Contributor.</summary>
    public TableServiceClient(Uri endpoint, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(new TableService(endpoint, TableService.Bearer(tokenCredential), options))
    {
    }

    private TableServiceClient(TableService service) => _service = service;

    /// <summary>The account.</summary>
    public virtual string AccountName => _service.AccountName;

    /// <summary>The account's table endpoint.</summary>
    public virtual Uri Uri => _service.Endpoint;

    /// <summary>A filter in which each interpolated value is a literal, whatever it contains.</summary>
    public static string CreateQueryFilter(FormattableString filter) => TableClient.CreateQueryFilter(filter);

    /// <summary>A client of one table, over the same connections.</summary>
    public virtual TableClient GetTableClient(string tableName)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        return new TableClient(tableName, _service);
    }

    /// <summary>Creates the table unless it is there.</summary>
    /// <exception cref="RequestFailedException">Any failure but "already exists"; a table being deleted is one (409 TableBeingDeleted).</exception>
    public virtual Task<Response<TableItem>> CreateTableIfNotExistsAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).CreateIfNotExistsAsync(cancellationToken);

    /// <summary>Deletes the table; a table that is not there is answered with 404 and no exception.</summary>
    /// <exception cref="RequestFailedException">Any other failure.</exception>
    public virtual Task<Response> DeleteTableAsync(string tableName, CancellationToken cancellationToken = default) =>
        GetTableClient(tableName).DeleteAsync(cancellationToken);
}
