namespace Azure.Storage.Http;

/// <summary>What an endpoint's address tells.</summary>
internal static class StorageEndpoint
{
    /// <summary>The audience of tokens, whatever the service.</summary>
    public const string Scope = "https://storage.azure.com/.default";

    /// <summary>The account: the first part of the host, or behind a bare host or number the first of the path.</summary>
    public static string AccountName(Uri endpoint) => endpoint.HostNameType == UriHostNameType.Dns && endpoint.Host.Contains('.', StringComparison.Ordinal)
        ? endpoint.Host[..endpoint.Host.IndexOf('.', StringComparison.Ordinal)]
        : endpoint.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";

    /// <summary>The endpoint, to which a signature may be sent.</summary>
    /// <exception cref="ArgumentException">A signature would cross a network in clear text.</exception>
    public static Uri Protected(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return endpoint.Scheme == Uri.UriSchemeHttps || endpoint.IsLoopback
            ? endpoint
            : throw new ArgumentException("Cannot use a SAS token credential without HTTPS.", nameof(endpoint));
    }
}
