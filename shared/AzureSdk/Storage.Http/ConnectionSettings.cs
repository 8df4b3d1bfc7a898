namespace Azure.Storage.Http;

/// <summary>The name=value parts of a connection string. Errors name the setting, never its value: values are secrets.</summary>
internal sealed class ConnectionSettings
{
    // Any other name may be a piece of a key that was cut by a stray character.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "DefaultEndpointsProtocol", "AccountName", "AccountKey", "EndpointSuffix", "BlobEndpoint", "TableEndpoint", "QueueEndpoint", "FileEndpoint", "SharedAccessSignature",
        "UseDevelopmentStorage", "DevelopmentStorageProxyUri",
    };

    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A setting, or null when absent.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <exception cref="InvalidOperationException">A part is not name=value, or stands twice.</exception>
    public static ConnectionSettings Parse(string connectionString)
    {
        var settings = new ConnectionSettings();
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            settings.Add(part.Split('=', 2, StringSplitOptions.TrimEntries));
        }

        return settings;
    }

    /// <exception cref="ArgumentException">It is absent.</exception>
    public string Required(string name, string? described = null) =>
        this[name] ?? throw new ArgumentException($"Connection string parsing error: {described ?? name} is missing.");

    private void Add(string[] pair)
    {
        if (pair is not [{ Length: > 0 } name, var value]) throw new InvalidOperationException("Connection string doesn't have the form name=value;name=value.");
        if (value.Length == 0) throw new InvalidOperationException($"Connection string doesn't have value for keyword '{Named(name)}'.");
        if (!_values.TryAdd(name, value)) throw new InvalidOperationException($"Connection string has more than one value for keyword '{Named(name)}'.");
    }

    private static string Named(string name) => Known.Contains(name) ? name : "(unknown)";
}
