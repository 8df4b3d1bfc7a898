using System.Buffers;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Borrowed bytes, given back when disposed.</summary>
internal readonly struct PooledBytes(int length) : IDisposable
{
    private readonly byte[] bytes = ArrayPool<byte>.Shared.Rent(length);

    public Span<byte> Span => bytes.AsSpan(0, length);

    public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
}
