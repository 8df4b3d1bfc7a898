using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker.Payload;

namespace Microsoft.Azure.Functions.Worker.Dispatch;

/// <summary>Reads a request's body into one rented buffer.</summary>
internal static class RequestBody
{
    private const int FirstCapacity = 64 * 1024;

    /// <summary>Reads to the end. The caller disposes the envelope.</summary>
    /// <remarks>Without a limit: the host has already split the stream, and a 413 would count as handled and lose the batch.</remarks>
    public static async Task<Envelope> ReadAsync(HttpRequest request)
    {
        var buffer = PayloadBuffers.Rent((int)Math.Clamp((request.ContentLength ?? 0) + 1, FirstCapacity, Array.MaxLength));
        var length = 0;
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted)) > 0)
            {
                length += read;
                buffer = length == buffer.Length ? Grow(buffer) : buffer;
            }
        }
        catch
        {
            PayloadBuffers.Return(buffer);
            throw;
        }

        return new Envelope(buffer, length);
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = PayloadBuffers.Rent((int)Math.Min(buffer.Length * 2L, Array.MaxLength));
        buffer.CopyTo(larger, 0);
        PayloadBuffers.Return(buffer);
        return larger;
    }
}
