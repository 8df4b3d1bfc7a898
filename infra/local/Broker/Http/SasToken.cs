using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

/// <summary>
/// Shared access signatures: <c>SharedAccessSignature sr=…&amp;sig=…&amp;se=…&amp;skn=…</c>, the signature over the resource as written and the expiry.
/// </summary>
internal sealed class SasToken(string keyName, string key, TimeProvider time)
{
    private const string Scheme = "SharedAccessSignature ";

    private static readonly HashSet<string> Loopback = new(StringComparer.OrdinalIgnoreCase) { "localhost", "127.0.0.1", "[::1]" };

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key); // the key's text, not what it would decode to

    /// <summary>A token for a resource and all below it, from now until <paramref name="expiry"/>, exclusive.</summary>
    public string Create(string resource, DateTimeOffset expiry)
    {
        var encoded = Uri.EscapeDataString(resource);
        var seconds = expiry.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"{Scheme}sr={encoded}&sig={Uri.EscapeDataString(Convert.ToBase64String(Sign(encoded, seconds)))}&se={seconds}&skn={keyName}";
    }

    /// <summary>Null when the request may pass, else what is wrong with its token.</summary>
    public string? Problem(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (header.Length == 0)
            return "The Authorization header is missing.";
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return "The Authorization header is not a SharedAccessSignature; this local broker knows no other scheme.";

        var fields = Fields(header[Scheme.Length..]);
        foreach (var name in (ReadOnlySpan<string>)["sr", "sig", "se", "skn"])
        {
            if (!fields.ContainsKey(name))
                return $"The token has no '{name}'.";
        }

        return Problem(request, fields["sr"], fields["sig"], fields["se"], fields["skn"]);
    }

    private string? Problem(HttpRequest request, string resource, string signature, string expiry, string name)
    {
        if (Uri.UnescapeDataString(name) != keyName)
            return $"The token's key name (skn) is unknown; this broker's is {keyName}.";
        if (!long.TryParse(expiry, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return "The token's expiry (se) is not a number of seconds.";

        Span<byte> given = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var isBase64 = Convert.TryFromBase64String(Uri.UnescapeDataString(signature), given, out var length);
        if (!isBase64 || length != given.Length || !CryptographicOperations.FixedTimeEquals(given, Sign(resource, expiry)))
            return "The token's signature (sig) is wrong.";
        if (seconds <= time.GetUtcNow().ToUnixTimeSeconds())
            return "The token has expired (se).";
        return Covers(Uri.UnescapeDataString(resource), request) ? null : "The token's resource (sr) does not cover this address.";
    }

    private byte[] Sign(string encodedResource, string expiry) => HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"{encodedResource}\n{expiry}"));

    // Clients sign with sb, amqps, http or https and with or without the port; the path counts by whole segments.
    private static bool Covers(string resource, HttpRequest request)
    {
        var start = resource.IndexOf("://", StringComparison.Ordinal);
        var rest = start < 0 ? resource : resource[(start + 3)..];
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var host = HostString.FromUriComponent(slash < 0 ? rest : rest[..slash]);
        var path = slash < 0 ? "" : rest[slash..].TrimEnd('/');
        return IsHere(host, request.Host) && request.Path.StartsWithSegments(path, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsHere(HostString signed, HostString called) =>
        (Loopback.Contains(signed.Host) || signed.Host.Equals(called.Host, StringComparison.OrdinalIgnoreCase))
        && (signed.Port is null || signed.Port == called.Port);

    private static Dictionary<string, string> Fields(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in text.Split('&'))
        {
            var equals = part.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
                fields[part[..equals]] = part[(equals + 1)..];
        }

        return fields;
    }
}
