using System.Buffers;
using System.IO.Compression;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>Brotli, where it saves an eighth or more.</summary>
internal static class Compression
{
    /// <summary>Nothing that was written is larger, so that a damaged length takes no more.</summary>
    public const int MaxLength = 1 << 30;

    private const int Worthwhile = 64;
    private const int Window = 20;

    // More is taken only once as much is there, whatever length was claimed.
    private const int Likely = 1 << 16;
    private const int Ratio = 16;

    /// <summary>Writes bytes, compressed where that is worthwhile.</summary>
    /// <param name="to">Where to.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="effort">From 0 to 11.</param>
    public static void Write(ByteWriter to, ReadOnlySpan<byte> bytes, int effort)
    {
        if (bytes.Length > MaxLength)
        {
            throw new ArgumentException($"{bytes.Length} bytes are too many for one part of a segment; {MaxLength} are allowed", nameof(bytes));
        }

        var start = to.Length;
        to.Number(bytes.Length);
        var room = bytes.Length < Worthwhile ? 0 : bytes.Length - (bytes.Length / 8);
        if (room > 0 && BrotliEncoder.TryCompress(bytes, to.Room(room), out var written, effort, Window))
        {
            to.Return(room - written);
            return;
        }

        to.Return(to.Length - start);
        to.Number(0);
        to.Bytes(bytes);
    }

    /// <summary>Reads the rest.</summary>
    public static ReadOnlyMemory<byte> Read(ByteReader from)
    {
        var length = from.Count(MaxLength);
        return length == 0 ? from.Rest() : Expand(from.Rest(), length);
    }

    private static byte[] Expand(ReadOnlyMemory<byte> rest, int length)
    {
        var decoder = default(BrotliDecoder);
        try
        {
            return Expand(ref decoder, rest.Span, length);
        }
        finally
        {
            decoder.Dispose();
        }
    }

    private static byte[] Expand(ref BrotliDecoder decoder, ReadOnlySpan<byte> rest, int length)
    {
        var bytes = GC.AllocateUninitializedArray<byte>((int)Math.Min(length, Likely + ((long)rest.Length * Ratio)));
        var (read, written) = (0, 0);
        while (true)
        {
            var status = decoder.Decompress(rest[read..], bytes.AsSpan(written), out var consumed, out var given);
            (read, written) = (read + consumed, written + given);
            if (status is not OperationStatus.DestinationTooSmall || written == length)
            {
                return status is OperationStatus.Done && written == length ? bytes : throw new DamagedSegmentException($"compressed bytes do not give the {length} that they should");
            }

            Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
        }
    }
}
