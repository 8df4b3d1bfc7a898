using System.Buffers.Binary;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>The outermost bytes of a segment: a mark and the version in front; behind the columns the footer, its length, its checksum and the mark again.</summary>
internal static class SegmentFormat
{
    /// <summary>How many bytes stand behind the footer.</summary>
    public const int TrailerLength = 16;

    private const byte Version = 1;

    private static ReadOnlySpan<byte> Header => [(byte)'E', (byte)'P', (byte)'S', (byte)'e', (byte)'g', 0, 0, Version];

    public static ByteWriter Begin()
    {
        var segment = new ByteWriter(1 << 16);
        segment.Bytes(Header);
        return segment;
    }

    public static ReadOnlyMemory<byte> End(ByteWriter segment, SegmentFooter footer)
    {
        var (bytes, written) = (new ByteWriter(), new ByteWriter());
        FooterBytes.Write(bytes, footer);
        Compression.Write(written, bytes.Written, effort: 4);
        segment.Bytes(written.Written);
        BinaryPrimitives.WriteInt32LittleEndian(segment.Room(4), written.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(segment.Room(4), Checksum.Of(written.Written));
        segment.Bytes(Header);
        return segment.Content;
    }

    /// <summary>How many bytes the footer takes, by a segment's last bytes.</summary>
    public static int FooterLength(ReadOnlySpan<byte> end, long segment)
    {
        var mark = end[^Header.Length..];
        if (!mark[..^1].SequenceEqual(Header[..^1]))
        {
            throw new DamagedSegmentException("the end is not that of a segment");
        }

        if (mark[^1] != Version)
        {
            throw new DamagedSegmentException($"its version is {mark[^1]}, and {Version} is what can be read");
        }

        var length = BinaryPrimitives.ReadInt32LittleEndian(end[^TrailerLength..]);
        return length >= 0 && length <= segment - TrailerLength - Header.Length
            ? length
            : throw new DamagedSegmentException($"a footer of {length} bytes does not fit into it");
    }

    /// <summary>Reads the footer from a segment's last bytes, which hold all of it.</summary>
    public static SegmentFooter Footer(ReadOnlyMemory<byte> end, long segment)
    {
        var length = FooterLength(end.Span, segment);
        var footer = end.Slice(end.Length - TrailerLength - length, length);
        return Checksum.Of(footer.Span) == BinaryPrimitives.ReadUInt32LittleEndian(end.Span[^(TrailerLength - 4)..])
            ? FooterBytes.Read(Compression.Read(new(footer)), segment - TrailerLength - length)
            : throw new DamagedSegmentException("the footer's checksum is another");
    }
}
