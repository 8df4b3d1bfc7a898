using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Local.Broker.Http;

internal static class RequestBody
{
    /// <summary>The body, or null when it is longer than <paramref name="limit"/> bytes; what is over is not read.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        if (request.ContentLength > limit)
            return null;
        return request.ContentLength is { } length ? await ReadKnownAsync(request, (int)length, ct) : await ReadChunkedAsync(request, limit, ct);
    }

    private static async Task<byte[]> ReadKnownAsync(HttpRequest request, int length, CancellationToken ct)
    {
        var body = new byte[length];
        await request.Body.ReadExactlyAsync(body, ct);
        return body;
    }

    private static async Task<byte[]?> ReadChunkedAsync(HttpRequest request, int limit, CancellationToken ct)
    {
        using var body = new MemoryStream();
        var part = new byte[16 * 1024];
        for (var read = await request.Body.ReadAsync(part, ct); read > 0; read = await request.Body.ReadAsync(part, ct))
        {
            body.Write(part, 0, read);
            if (body.Length > limit)
                return null;
        }

        return body.ToArray();
    }
}
