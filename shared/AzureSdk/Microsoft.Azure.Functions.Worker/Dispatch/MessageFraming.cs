using Microsoft.AspNetCore.Http;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>How long a request says it is.</summary>
internal static class MessageFraming
{
    // Where a request has a length beside chunks, Kestrel goes by the chunks and keeps the length under this name.
    private const string LengthBesideChunks = "X-Content-Length";

    /// <summary>Whether it says so twice, so that another server could have read another request (RFC 9112, section 6.3).</summary>
    public static bool IsAmbiguous(HttpRequest request) =>
        request.Headers.TransferEncoding.Count > 0 && request.Headers.ContainsKey(LengthBesideChunks);
}
