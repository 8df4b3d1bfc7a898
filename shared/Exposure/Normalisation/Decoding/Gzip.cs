using System.Buffers;
using System.IO.Compression;
using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.Normalisation.Decoding;

/// <summary>gzip, one member or several in a row; what stands behind the last one is passed over, as gzip itself does.</summary>
internal static class Gzip
{
    private const int Portion = 64 * 1024;

    /// <summary>Whether a body begins as a member does: magic number and method deflate.</summary>
    public static bool Recognises(ReadOnlySpan<byte> body) => body is [0x1f, 0x8b, 0x08, ..];

    /// <summary>
    /// At most <paramref name="limit"/> bytes come out, whatever goes in. Of a stream that was cut what came is kept; of one whose checksum
    /// or code is wrong nothing is, as nothing vouches for it.
    /// </summary>
    public static DecodedBody Decode(ReadOnlyMemory<byte> body, int limit)
    {
        var input = new EndMarkedStream(body);
        var output = new ArrayBufferWriter<byte>(Portion);
        try
        {
            using var gzip = new GZipStream(input, CompressionMode.Decompress);
            while (gzip.Read(output.GetSpan(Portion)[..Portion]) is var read and > 0)
            {
                output.Advance(read);
                input.Decoded += read;
                if ((input.DecodedAtEnd ?? input.Decoded) > limit)
                {
                    return DecodedBody.Unusable(RejectionReason.TooLarge, $"gzip of {body.Length} bytes that holds more than {limit}");
                }
            }
        }
        catch (InvalidDataException fault) // the stream has no Try form
        {
            return input.DecodedAtEnd is { } whole ? Cut(output.WrittenMemory[..whole]) : DecodedBody.Unusable(RejectionReason.InvalidEncoding, $"gzip: {fault.Message}");
        }

        var bytes = output.WrittenMemory[..(input.DecodedAtEnd ?? output.WrittenCount)];
        return input.DecodedAtEnd is null || output.WrittenSpan[bytes.Length..].SequenceEqual(EndMarkedStream.Mark) ? new(bytes) : Cut(bytes);
    }

    private static DecodedBody Cut(ReadOnlyMemory<byte> bytes) => new(bytes, new(RejectionReason.Truncated, $"gzip that ends before its end; {bytes.Length} bytes came whole"));

    /// <summary>
    /// The input, then a member of our own: the decoder takes a cut for an end, but reads our member only if the one before was complete.
    /// </summary>
    private sealed class EndMarkedStream(ReadOnlyMemory<byte> body) : MemoryStream([])
    {
        private static readonly byte[] Member = Pack(Mark);

        private ReadOnlyMemory<byte> _rest = body;

        /// <summary>What our member holds.</summary>
        public static ReadOnlySpan<byte> Mark => "end of input"u8;

        /// <summary>How much has come out so far.</summary>
        public int Decoded { get; set; }

        /// <summary>How much had come out when the input was used up; null while it is not.</summary>
        public int? DecodedAtEnd { get; private set; }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (_rest.IsEmpty && DecodedAtEnd is null)
            {
                (DecodedAtEnd, _rest) = (Decoded, Member);
            }

            var length = Math.Min(buffer.Length, _rest.Length);
            _rest.Span[..length].CopyTo(buffer);
            _rest = _rest[length..];
            return length;
        }

        private static byte[] Pack(ReadOnlySpan<byte> content)
        {
            using var packed = new MemoryStream();
            using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression))
            {
                gzip.Write(content);
            }

            return packed.ToArray();
        }
    }
}
