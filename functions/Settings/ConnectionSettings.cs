namespace ExposurePipeline.Functions.Settings;

/// <summary>How to reach one resource: by connection string (setting <c>{name}</c>), or by managed identity at an address.</summary>
/// <param name="ConnectionString">Null where the identity is used.</param>
/// <param name="Address">Host name or address of the resource; null where the connection string is used.</param>
/// <param name="ClientId">Client id of a user-assigned identity; null for the default credential.</param>
public sealed record ConnectionSettings(string? ConnectionString, string? Address, string? ClientId)
{
    /// <summary>Setting <c>EventHubs</c> or <c>EventHubs__fullyQualifiedNamespace</c>.</summary>
    public const string EventHubs = "EventHubs";

    /// <summary>Setting <c>ServiceBus</c> or <c>ServiceBus__fullyQualifiedNamespace</c>.</summary>
    public const string ServiceBus = "ServiceBus";

    /// <summary>Setting <c>ExposureStorage</c> or <c>ExposureStorage__tableServiceUri</c>.</summary>
    public const string ExposureStorage = "ExposureStorage";

    private const string FullyQualifiedNamespace = "fullyQualifiedNamespace";
    private const string TableServiceUri = "tableServiceUri";
    private const string ClientIdName = "clientId";

    internal static ConnectionSettings ReadNamespace(SettingsReader reader, string name)
    {
        var host = reader.Optional(name, FullyQualifiedNamespace);
        if (host is not null && Uri.CheckHostName(host) is UriHostNameType.Unknown)
        {
            host = reader.Wrong(name, FullyQualifiedNamespace, host, "a host name such as contoso.servicebus.windows.net", host);
        }

        return Read(reader, name, host, FullyQualifiedNamespace);
    }

    /// <summary>Whether the account's tables are reached by identity.</summary>
    internal static bool IsStorageByIdentity(SettingsReader reader) => reader.Optional(ExposureStorage) is null && reader.Optional(ExposureStorage, TableServiceUri) is not null;

    internal static ConnectionSettings ReadStorage(SettingsReader reader) =>
        Read(reader, ExposureStorage, reader.Address(ExposureStorage, TableServiceUri)?.AbsoluteUri, TableServiceUri);

    private static ConnectionSettings Read(SettingsReader reader, string name, string? address, string addressName)
    {
        var connectionString = reader.Optional(name);
        if (connectionString is null && reader.Optional(name, addressName) is null)
        {
            reader.Missing(name, $"a connection string, or {name}__{addressName} for identity-based access");
        }

        return new(connectionString, address, reader.Optional(name, ClientIdName));
    }
}
