using System.Buffers.Binary;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Format;

/// <summary>A footer as bytes.</summary>
internal static class FooterBytes
{
    private const int LeastOfChunk = 6;

    public static void Write(ByteWriter to, SegmentFooter footer)
    {
        to.Number(footer.Rows);
        to.Number(footer.BlockRows);
        to.Signed(footer.Raw);
        to.Number(footer.Covers.Count);
        foreach (var cover in footer.Covers)
        {
            Write(to, cover);
        }

        to.Number(footer.Schema.Count);
        foreach (var (column, chunks) in footer.Schema.Columns.Zip(footer.Chunks))
        {
            to.Text(column.Name);
            to.Text(column.Type.Name());
            foreach (var chunk in chunks)
            {
                Write(to, chunk);
            }
        }
    }

    /// <summary>Reads a footer; its parts lie before byte <paramref name="end"/>.</summary>
    public static SegmentFooter Read(ReadOnlyMemory<byte> bytes, long end)
    {
        var from = new ByteReader(bytes);
        var (rows, blockRows, raw) = (from.Count(int.MaxValue), Math.Max(1, from.Count(1 << 20)), from.Signed());
        var covers = new Cover[from.Count(from.Left)];
        for (var i = 0; i < covers.Length; i++)
        {
            covers[i] = ReadCover(from);
        }

        var footer = new SegmentFooter(rows, blockRows, raw, covers, new([]), []);
        var (columns, chunks) = (new ColumnSchema[from.Count(from.Left)], new List<IReadOnlyList<Chunk>>());
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = new(from.Text(), TypeNamed(from.Text()));
            chunks.Add(ReadChunks(from, footer, end));
        }

        return footer with { Schema = new(columns), Chunks = chunks };
    }

    private static void Write(ByteWriter to, Cover cover)
    {
        to.Text(cover.Partition);
        to.Signed(cover.First);
        to.Signed(cover.Last);
        to.Signed(cover.Earliest);
        to.Signed(cover.Latest);
    }

    private static Cover ReadCover(ByteReader from) => new(from.Text(), from.Signed(), from.Signed(), from.Signed(), from.Signed());

    private static void Write(ByteWriter to, Chunk chunk)
    {
        to.Byte((byte)chunk.Form);
        to.Number(chunk.Nulls);
        to.Number(chunk.Distinct);
        Write(to, chunk.Filter);
        Write(to, chunk.Dictionary);
        Write(to, chunk.Rows);
        if (chunk.Form is ChunkForm.Empty)
        {
            return;
        }

        var bounds = chunk.Bounds;
        to.Signed(bounds.Least);
        to.Number(unchecked((ulong)bounds.Most - (ulong)bounds.Least));
        to.Byte((byte)(bounds.LeastText is null ? 0 : 1));
        if (bounds is { LeastText: { } least, MostText: { } most })
        {
            to.Text(least);
            to.Text(most);
        }
    }

    private static Chunk[] ReadChunks(ByteReader from, SegmentFooter footer, long end)
    {
        if ((long)footer.Blocks * LeastOfChunk > from.Left)
        {
            throw new DamagedSegmentException($"{footer.Blocks} blocks do not fit into its footer");
        }

        var chunks = new Chunk[footer.Blocks];
        for (var block = 0; block < chunks.Length; block++)
        {
            chunks[block] = ReadChunk(from, footer.RowsOf(block), end);
        }

        return chunks;
    }

    private static Chunk ReadChunk(ByteReader from, int rows, long end)
    {
        var (form, nulls, distinct) = ((ChunkForm)from.Byte(), from.Count(rows), from.Count(rows));
        var (filter, dictionary, data) = (ReadPart(from, end), ReadPart(from, end), ReadPart(from, end));
        var bounds = form is ChunkForm.Empty ? default : ReadBounds(from);
        return new(form, nulls, distinct, bounds) { Filter = filter, Dictionary = dictionary, Rows = data };
    }

    private static Bounds ReadBounds(ByteReader from)
    {
        var least = from.Signed();
        var most = unchecked((long)((ulong)least + from.Number()));
        return from.Byte() == 0 ? new(least, most) : new(least, most, from.Text(), from.Text());
    }

    private static void Write(ByteWriter to, Part part)
    {
        to.Number(part.Length);
        if (part.Length > 0)
        {
            to.Signed(part.Offset);
            BinaryPrimitives.WriteUInt32LittleEndian(to.Room(4), part.Checksum);
        }
    }

    private static Part ReadPart(ByteReader from, long end)
    {
        var length = from.Count(int.MaxValue);
        var offset = length == 0 ? 0 : from.Signed();
        return offset >= 0 && offset <= end - length
            ? new(offset, length, length == 0 ? 0 : BinaryPrimitives.ReadUInt32LittleEndian(from.Bytes(4).Span))
            : throw new DamagedSegmentException($"a part of {length} bytes at byte {offset} does not lie in it");
    }

    private static ScalarType TypeNamed(string name)
        => ScalarTypes.TryRead(name, out var type) ? type : throw new DamagedSegmentException($"'{name}' is no type");
}
