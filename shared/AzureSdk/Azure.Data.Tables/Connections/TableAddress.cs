namespace Azure.Data.Tables.Connections;

/// <summary>A table's address, taken apart: <c>https://account.table.core.windows.net/name?signature</c>.</summary>
internal sealed record TableAddress(Uri Account, string Table)
{
    /// <exception cref="ArgumentException">The address does not end with a table's name.</exception>
    public static TableAddress Parse(Uri endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var path = endpoint.AbsolutePath.TrimEnd('/');
        var slash = path.LastIndexOf('/');
        // Below a bare host or number, the first segment of the path is the account.
        var isTable = slash > 0 || (slash == 0 && endpoint.HostNameType == UriHostNameType.Dns && !endpoint.IsLoopback);
        return isTable
            ? new(new UriBuilder(endpoint) { Path = path[..slash] }.Uri, path[(slash + 1)..])
            : throw new ArgumentException($"{endpoint.GetLeftPart(UriPartial.Path)} does not end with the name of a table.", nameof(endpoint));
    }
}
