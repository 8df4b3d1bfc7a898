using System.Buffers;

namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>Buffers for payloads. The shared pool would keep one of every size for each thread and processor that ever held one, and payloads are megabytes.</summary>
internal static class PayloadBuffers
{
    private const int LongestKept = 1024 * 1024;
    private const int KeptOfASize = 4;

    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(LongestKept, KeptOfASize);

    /// <summary>A buffer of at least that many bytes; beyond the longest that is kept, exactly so many.</summary>
    public static byte[] Rent(int length) => Pool.Rent(length);

    public static void Return(byte[] buffer) => Pool.Return(buffer);
}
