namespace Azure.Messaging.Http;

/// <summary>
/// The parts of a namespace connection string:
/// <c>Endpoint=sb://…;SharedAccessKeyName=…;SharedAccessKey=…[;EntityPath=…][;UseDevelopmentEmulator=true]</c>,
/// or <c>SharedAccessSignature=…</c> in place of the key pair.
/// </summary>
internal sealed record ConnectionString
{
    // Any other name may be a piece of a key that was cut by a stray character.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
        { "Endpoint", "SharedAccessKeyName", "SharedAccessKey", "SharedAccessSignature", "EntityPath", "UseDevelopmentEmulator" };

    private ConnectionString(IReadOnlyDictionary<string, string> parts)
    {
        Endpoint = ReadEndpoint(Required(parts, "Endpoint"));
        Signature = parts.GetValueOrDefault("SharedAccessSignature");
        KeyName = Signature is null ? Required(parts, "SharedAccessKeyName") : null;
        Key = Signature is null ? Required(parts, "SharedAccessKey") : null;
        EntityPath = parts.GetValueOrDefault("EntityPath");
        IsEmulator = parts.TryGetValue("UseDevelopmentEmulator", out var emulator) && bool.TryParse(emulator, out var on) && on;
        RequireOneKindOfKey(parts);
        RequirePortOfEmulator();
    }

    /// <summary>Host and, where stated, port; always with scheme <c>sb</c>.</summary>
    public Uri Endpoint { get; }

    public string? KeyName { get; }

    public string? Key { get; }

    /// <summary>A ready-made token, which this side cannot renew.</summary>
    public string? Signature { get; }

    public string? EntityPath { get; }

    /// <summary>Plain HTTP to the stated port; the real packages likewise drop TLS for an emulator.</summary>
    public bool IsEmulator { get; }

    /// <summary>Reads <paramref name="text"/>; part names are compared without case, unknown parts are left alone, as the real packages do.</summary>
    /// <exception cref="FormatException">A piece between semicolons is not <c>name=value</c>, or the endpoint is no address.</exception>
    /// <exception cref="ArgumentException">A needed part is missing; the message names it. Values are never quoted: they are secrets.</exception>
    public static ConnectionString Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, "connectionString");
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var piece in text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = Split(piece);
            parts[name] = value;
        }

        return new ConnectionString(parts);
    }

    /// <summary>The error of a caller whose connection string says too little or two things.</summary>
    public static ArgumentException Wrong(string message) => new(message);

    private static (string Name, string Value) Split(string piece)
    {
        var at = piece.IndexOf('=', StringComparison.Ordinal);
        if (at <= 0) throw new FormatException("The connection string holds a piece that is not 'name=value'.");

        var name = piece[..at].Trim();
        var value = piece[(at + 1)..].Trim();
        return value.Length > 0 ? (name, value) : throw new FormatException($"The connection string gives '{(Known.Contains(name) ? name : "(unknown)")}' no value.");
    }

    private static string Required(IReadOnlyDictionary<string, string> parts, string name) =>
        parts.GetValueOrDefault(name) ?? throw Wrong($"The connection string has no '{name}'.");

    private static Uri ReadEndpoint(string value)
    {
        var address = value.Contains("://", StringComparison.Ordinal) ? value : $"sb://{value}";
        var isAddress = Uri.TryCreate(address, UriKind.Absolute, out var uri) && Uri.CheckHostName(uri.Host) != UriHostNameType.Unknown;
        return isAddress
            ? new UriBuilder("sb", uri!.Host, uri.IsDefaultPort ? -1 : uri.Port).Uri
            : throw new FormatException("The connection string's 'Endpoint' is not an address like sb://name.servicebus.windows.net/.");
    }

    private static void RequireOneKindOfKey(IReadOnlyDictionary<string, string> parts)
    {
        if (parts.ContainsKey("SharedAccessSignature") && (parts.ContainsKey("SharedAccessKey") || parts.ContainsKey("SharedAccessKeyName")))
        {
            throw Wrong("The connection string has both 'SharedAccessSignature' and 'SharedAccessKey'; one of them says who calls.");
        }
    }

    // The official emulators' default port, 5672, speaks AMQP only, so guessing it would only fail later and less clearly.
    private void RequirePortOfEmulator()
    {
        if (IsEmulator && Endpoint.Port < 0)
        {
            throw Wrong("With 'UseDevelopmentEmulator=true' the connection string's 'Endpoint' needs a port, such as sb://127.0.0.1:7073.");
        }
    }
}
