using System.Globalization;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>Signs each try anew, since the date is part of what is signed. Source: "Authorize with Shared Key", Blob service.</summary>
internal sealed class SharedKeyPolicy(StorageSharedKeyCredential credential) : HttpPipelineSynchronousPolicy
{
    // The standard headers that are signed by their values, in the order of the documentation; Content-Length stands between the second and the third.
    private static readonly string[] Signed =
        ["Content-MD5", "Content-Type", "Date", "If-Modified-Since", "If-Match", "If-None-Match", "If-Unmodified-Since", "Range"];

    public override void OnSendingRequest(HttpMessage message)
    {
        message.Request.Headers.SetValue("x-ms-date", DateTimeOffset.UtcNow.ToString("R", CultureInfo.InvariantCulture));
        var signature = credential.Sign(StringToSign(message.Request, credential.AccountName));
        message.Request.Headers.SetValue(HttpHeader.Names.Authorization, $"SharedKey {credential.AccountName}:{signature}");
    }

    internal static string StringToSign(Request request, string account)
    {
        var length = request.Content is { } content && content.TryComputeLength(out var bytes) && bytes > 0 ? bytes.ToString(CultureInfo.InvariantCulture) : "";
        string[] lines =
        [
            request.Method.Method, ValueOf(request, "Content-Encoding"), ValueOf(request, "Content-Language"), length,
            .. Signed.Select(name => ValueOf(request, name)), .. Own(request),
        ];
        return string.Join('\n', lines) + "\n" + Resource(account, request.Uri.ToUri());
    }

    private static string ValueOf(Request request, string name) => request.Headers.TryGetValue(name, out var value) ? value ?? "" : "";

    private static IEnumerable<string> Own(Request request) => request.Headers
        .Where(static header => header.Name.StartsWith("x-ms-", StringComparison.OrdinalIgnoreCase))
        .Select(static header => (Name: header.Name.ToLowerInvariant(), header.Value))
        .OrderBy(static header => header.Name, StringComparer.Ordinal)
        .Select(static header => $"{header.Name}:{header.Value.Trim()}");

    private static string Resource(string account, Uri uri)
    {
        var query = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(static pair => pair.Split('=', 2))
            .Select(static pair => (Name: Uri.UnescapeDataString(pair[0]).ToLowerInvariant(), Value: Uri.UnescapeDataString(pair[^1])))
            .OrderBy(static pair => pair.Name, StringComparer.Ordinal)
            .Select(static pair => $"\n{pair.Name}:{pair.Value}");
        return $"/{account}{uri.AbsolutePath}{string.Concat(query)}";
    }
}
