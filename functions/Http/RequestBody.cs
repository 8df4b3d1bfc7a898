using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>Reads the body of a request, whose length a caller need not say or may say wrong.</summary>
internal static class RequestBody
{
    private const int Portion = 16 * 1024;

    /// <summary>The whole body; null when it is longer than allowed.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, long limit, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        var portion = new byte[Portion];
        int length;
        while (body.Length <= limit && (length = await request.Body.ReadAsync(portion, cancellation)) > 0)
        {
            body.Write(portion, 0, length);
        }

        return body.Length <= limit ? body.ToArray() : null;
    }
}
