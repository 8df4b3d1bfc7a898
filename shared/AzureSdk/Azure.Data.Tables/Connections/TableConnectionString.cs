using Azure.Data.Tables.Protocol;
using Azure.Storage.Http;

namespace Azure.Data.Tables.Connections;

/// <summary>Where a connection string leads and how it signs.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential? Credential)
{
    private const int EmulatorPort = 10002;

    public TableService Connect(TableClientOptions? options) => new(Endpoint, Credential is null ? null : TableService.SharedKey(Credential), options);

    /// <exception cref="InvalidOperationException">A part is not name=value, or stands twice.</exception>
    /// <exception cref="ArgumentException">A setting is missing or is not a usable address.</exception>
    /// <exception cref="FormatException">The account key is not base64.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        var storage = StorageConnectionString.Parse(connectionString, "table", "TableEndpoint", EmulatorPort);
        return new(storage.Endpoint, storage.AccountKey is { } key ? new(storage.AccountName!, key) : null);
    }
}
