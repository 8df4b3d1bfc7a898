using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>Reads another stream up to a number of bytes: what is packed may be a thousand times as large as its file.</summary>
internal sealed class BoundedStream(Stream inner, long most, string file) : Stream
{
    private long read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => read; set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var count = ReadPacked(buffer);
        read += count;
        return read <= most ? count : throw new UnreadableDataException($"the registered file '{file}' has more than {most >> 20} MB");
    }

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private int ReadPacked(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new UnreadableDataException($"the registered file '{file}' is packed in a way that cannot be read");
        }
    }
}
