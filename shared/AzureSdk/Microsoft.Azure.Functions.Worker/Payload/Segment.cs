namespace Microsoft.Azure.Functions.Worker.Payload;

/// <summary>A stretch of a buffer: from <see cref="Start"/> inclusive, <see cref="Length"/> bytes long.</summary>
internal readonly record struct Segment(int Start, int Length)
{
    public int End => Start + Length;

    public ReadOnlySpan<byte> Of(ReadOnlySpan<byte> buffer) => buffer.Slice(Start, Length);
}
