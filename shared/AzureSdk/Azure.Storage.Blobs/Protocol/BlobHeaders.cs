using Azure.Storage.Blobs.Models;

namespace Azure.Storage.Blobs.Protocol;

/// <summary>What answers say in their headers.</summary>
internal static class BlobHeaders
{
    public static ETag ETag(Response response) => response.Headers.ETag ?? default;

    public static DateTimeOffset LastModified(Response response) =>
        response.Headers.TryGetValue("Last-Modified", out var text) && DateTimeOffset.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var time) ? time : default;

    public static BlobErrorCode ErrorCode(Response response) => response.Headers.TryGetValue("x-ms-error-code", out var code) ? code : "";
}
