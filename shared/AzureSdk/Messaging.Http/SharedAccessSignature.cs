using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Azure.Messaging.Http;

/// <summary>
/// The token of Service Bus and Event Hubs: HMAC-SHA256 over the encoded address, a line feed and the expiry
/// (learn.microsoft.com/rest/api/eventhub/generate-sas-token). The key's text is used as UTF-8 bytes, not decoded from base64.
/// </summary>
internal static class SharedAccessSignature
{
    /// <summary>The value of the <c>Authorization</c> header for <paramref name="resource"/> and all below it, until <paramref name="expires"/>.</summary>
    public static string Create(Uri resource, string keyName, string key, DateTimeOffset expires)
    {
        var address = Uri.EscapeDataString(resource.AbsoluteUri.TrimEnd('/').ToLowerInvariant());
        var expiry = expires.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{address}\n{expiry}"));
        return $"SharedAccessSignature sr={address}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={expiry}&skn={Uri.EscapeDataString(keyName)}";
    }
}
