using Azure.Data.Tables.Protocol;

namespace Azure.Data.Tables.Connections;

/// <summary>Where a connection string leads and how it signs.</summary>
internal sealed record TableConnectionString(Uri Endpoint, TableSharedKeyCredential? Credential)
{
    private const string EmulatorAccount = "devstoreaccount1";
    private const int EmulatorPort = 10002;

    // Public and the same for every emulator; Microsoft documents it under "Use the Azurite emulator".
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    public TableService Connect(TableClientOptions? options) => new(Endpoint, Credential is null ? null : TableService.SharedKey(Credential), options);

    /// <exception cref="InvalidOperationException">A part is not name=value, or stands twice.</exception>
    /// <exception cref="ArgumentException">A setting is missing or is not a usable address.</exception>
    /// <exception cref="FormatException">The account key is not base64.</exception>
    public static TableConnectionString Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = ConnectionSettings.Parse(connectionString);
        if (settings["UseDevelopmentStorage"] == "true") return Emulator(settings["DevelopmentStorageProxyUri"]);

        if (settings["SharedAccessSignature"] is { } signature && settings["AccountKey"] is null)
        {
            var address = settings["TableEndpoint"] is { } given ? Address("TableEndpoint", given) : Derived(settings);
            return new(WithSignature(address, signature), null);
        }

        var credential = new TableSharedKeyCredential(settings.Required("AccountName"), settings.Required("AccountKey"));
        return new(settings["TableEndpoint"] is { } endpoint ? Address("TableEndpoint", endpoint) : Derived(settings), credential);
    }

    private static TableConnectionString Emulator(string? proxy)
    {
        var host = proxy is null ? new UriBuilder("http", "127.0.0.1") : new UriBuilder(Address("DevelopmentStorageProxyUri", proxy));
        var endpoint = new UriBuilder(host.Scheme, host.Host, EmulatorPort, EmulatorAccount).Uri;
        return new(endpoint, new TableSharedKeyCredential(EmulatorAccount, EmulatorKey));
    }

    private static Uri Derived(ConnectionSettings settings) =>
        Address("DefaultEndpointsProtocol, AccountName or EndpointSuffix", $"{settings["DefaultEndpointsProtocol"] ?? "https"}://{settings.Required("AccountName")}.table.{settings.Required("EndpointSuffix", "TableEndpoint or EndpointSuffix")}");

    private static Uri Address(string name, string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
        ? uri
        : throw new ArgumentException($"Connection string parsing error: {name} is not an http or https address.");

    private static Uri WithSignature(Uri endpoint, string signature) => new UriBuilder(endpoint)
    {
        Query = endpoint.Query.Length > 1 ? $"{endpoint.Query}&{signature.TrimStart('?')}" : signature.TrimStart('?'),
    }.Uri;
}
