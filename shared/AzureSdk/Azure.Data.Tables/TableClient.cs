using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables.Connections;
using Azure.Data.Tables.Models;
using Azure.Data.Tables.Protocol;
using Azure.Storage.Http;

namespace Azure.Data.Tables;

/// <summary>One table. Safe for concurrent use.</summary>
public partial class TableClient
{
    private readonly TableService _service;

    /// <summary>For test doubles.</summary>
    protected TableClient() => (Name, _service) = (null!, null!);

    /// <summary>By connection string: account key, shared access signature, or the emulator.</summary>
    public TableClient(string connectionString, string tableName)
        : this(connectionString, tableName, null)
    {
    }

    /// <summary>By connection string: account key, shared access signature, or the emulator.</summary>
    /// <exception cref="ArgumentException">A setting is missing or is not a usable address.</exception>
    /// <exception cref="InvalidOperationException">A part is not name=value, or stands twice.</exception>
    /// <exception cref="FormatException">The account key is not base64.</exception>
    public TableClient(string connectionString, string tableName, TableClientOptions? options = null)
        : this(tableName, TableConnectionString.Parse(connectionString).Connect(options))
    {
    }

    /// <summary>By an address that ends with the table's name and carries a shared access signature.</summary>
    public TableClient(Uri endpoint, TableClientOptions? options = null)
        : this(TableAddress.Parse(endpoint), null, options)
    {
    }

    /// <summary>By shared access signature; the address ends with the table's name.</summary>
    public TableClient(Uri endpoint, AzureSasCredential credential, TableClientOptions? options = null)
        : this(TableAddress.Parse(endpoint), new SasPolicy(credential), options)
    {
    }

    /// <summary>By account key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential)
        : this(endpoint, tableName, credential, null)
    {
    }

    /// <summary>By account key.</summary>
    public TableClient(Uri endpoint, string tableName, TableSharedKeyCredential credential, TableClientOptions? options = null)
        : this(tableName, new TableService(endpoint, TableService.SharedKey(credential), options))
    {
    }

    /// <summary>By Entra ID; the identity needs the role Storage Table Data Contributor.</summary>
    public TableClient(Uri endpoint, string tableName, TokenCredential tokenCredential, TableClientOptions? options = null)
        : this(tableName, new TableService(endpoint, TableService.Bearer(tokenCredential), options))
    {
    }

    private TableClient(TableAddress address, HttpPipelinePolicy? authentication, TableClientOptions? options)
        : this(address.Table, new TableService(StorageEndpoint.Protected(address.Account), authentication, options))
    {
    }

    internal TableClient(string tableName, TableService service)
    {
        ArgumentException.ThrowIfNullOrEmpty(tableName);
        Name = tableName;
        _service = service;
    }

    /// <summary>The account.</summary>
    public virtual string AccountName => _service.AccountName;

    /// <summary>The table.</summary>
    public virtual string Name { get; }

    /// <summary>The table's address.</summary>
    public virtual Uri Uri => new($"{_service.Root}/{Name}");

    /// <summary>A filter in which each interpolated value is a literal, whatever it contains.</summary>
    /// <exception cref="ArgumentException">A value has a type for which there is no literal.</exception>
    public static string CreateQueryFilter(FormattableString filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        return ODataFilter.Create(filter);
    }

    /// <summary>Creates the table unless it is there.</summary>
    /// <exception cref="RequestFailedException">Any failure but "already exists"; a table being deleted is one (409 TableBeingDeleted).</exception>
    public virtual async Task<Response<TableItem>> CreateIfNotExistsAsync(CancellationToken cancellationToken = default)
    {
        var response = await _service.SendAsync(TableOperation.CreateTable(Name), cancellationToken, 201, 204, 409);
        if (response.Status != 409) return Response.FromValue(new TableItem(Name), response);

        var conflict = new RequestFailedException(response, null, ODataErrorParser.Instance);
        return conflict.ErrorCode == TableErrorCode.TableAlreadyExists ? Response.FromValue(new TableItem(Name), response) : throw conflict;
    }

    /// <summary>Deletes the table; a table that is not there is answered with 404 and no exception.</summary>
    /// <exception cref="RequestFailedException">Any other failure.</exception>
    public virtual Task<Response> DeleteAsync(CancellationToken cancellationToken = default) =>
        _service.SendAsync(TableOperation.DeleteTable(Name), cancellationToken, 204, 404);
}
