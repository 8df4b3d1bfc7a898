namespace Azure.Storage.Http;

/// <summary>Where a connection string leads: a service's endpoint, with the signature if there is one, or an account and its key.</summary>
internal sealed record StorageConnectionString(Uri Endpoint, string? AccountName, string? AccountKey)
{
    private const string EmulatorAccount = "devstoreaccount1";

    // Public and the same for every emulator; Microsoft documents it under "Use the Azurite emulator".
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    /// <summary>Reads the part of one service.</summary>
    /// <param name="connectionString">The text.</param>
    /// <param name="service">As in host names: <c>blob</c>, <c>table</c>.</param>
    /// <param name="endpointName">The setting that names its endpoint.</param>
    /// <param name="emulatorPort">Its port in the emulator.</param>
    /// <exception cref="InvalidOperationException">A part is not name=value, or stands twice.</exception>
    /// <exception cref="ArgumentException">A setting is missing or is not a usable address.</exception>
    public static StorageConnectionString Parse(string connectionString, string service, string endpointName, int emulatorPort)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = ConnectionSettings.Parse(connectionString);
        if (settings["UseDevelopmentStorage"] == "true") return Emulator(settings["DevelopmentStorageProxyUri"], emulatorPort);

        if (settings["SharedAccessSignature"] is { } signature && settings["AccountKey"] is null)
        {
            return new(WithSignature(EndpointOf(settings, service, endpointName), signature), null, null);
        }

        var (account, key) = (settings.Required("AccountName"), settings.Required("AccountKey"));
        return new(EndpointOf(settings, service, endpointName), account, key);
    }

    private static Uri EndpointOf(ConnectionSettings settings, string service, string name) =>
        settings[name] is { } given ? Address(name, given) : Derived(settings, service, name);

    private static StorageConnectionString Emulator(string? proxy, int port)
    {
        var host = proxy is null ? new UriBuilder("http", "127.0.0.1") : new UriBuilder(Address("DevelopmentStorageProxyUri", proxy));
        return new(new UriBuilder(host.Scheme, host.Host, port, EmulatorAccount).Uri, EmulatorAccount, EmulatorKey);
    }

    private static Uri Derived(ConnectionSettings settings, string service, string name) => Address(
        "DefaultEndpointsProtocol, AccountName or EndpointSuffix",
        $"{settings["DefaultEndpointsProtocol"] ?? "https"}://{settings.Required("AccountName")}.{service}.{settings.Required("EndpointSuffix", $"{name} or EndpointSuffix")}");

    private static Uri Address(string name, string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https")
        ? uri
        : throw new ArgumentException($"Connection string parsing error: {name} is not an http or https address.");

    private static Uri WithSignature(Uri endpoint, string signature) => new UriBuilder(endpoint)
    {
        Query = endpoint.Query.Length > 1 ? $"{endpoint.Query}&{signature.TrimStart('?')}" : signature.TrimStart('?'),
    }.Uri;
}
