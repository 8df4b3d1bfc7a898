using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>Reads some blocks of a segment, in their order or nearly so: where a part is not kept, those of the next blocks are read with it.</summary>
/// <param name="files">Where parts come from.</param>
/// <param name="segment">The segment.</param>
/// <param name="blocks">The blocks that will be read, ascending.</param>
/// <param name="cancellation">Ends the wait.</param>
internal sealed class SegmentScan(SegmentFiles files, Segment segment, IReadOnlyList<int> blocks, CancellationToken cancellation)
{
    private const int ReadAhead = 1 << 20;
    private const int Gap = 1 << 14;
    private readonly Lock[] gates = [.. segment.Footer.Schema.Columns.Select(_ => new Lock())];

    /// <summary>A column's rows of a block.</summary>
    /// <param name="column">The column's place in the segment.</param>
    /// <param name="block">The block.</param>
    /// <param name="wanted">The rows; null for all.</param>
    public Column Read(int column, int block, int[]? wanted) => Sound(column, block, () =>
    {
        var chunk = segment.Footer.Chunks[column][block];
        return ChunkReader.Read(segment.Footer.Schema.Columns[column].Type, chunk, segment.Footer.RowsOf(block), wanted, new Parts(this, column, block, chunk));
    });

    /// <summary>The filter of a column's block; empty when it has none.</summary>
    public ReadOnlyMemory<byte> Filter(int column, int block) => Sound(column, block, () => Bytes(column, block, chunk => chunk.Filter));

    private T Sound<T>(int column, int block, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception damage) when (SegmentFiles.IsDamage(damage))
        {
            throw new DamagedSegmentException($"segment {segment.Name}, block {block}, column {segment.Footer.Schema.Columns[column].Name}: {damage.Message}", damage);
        }
    }

    private ReadOnlyMemory<byte> Bytes(int column, int block, Func<Chunk, Part> of)
    {
        var part = of(segment.Footer.Chunks[column][block]);
        if (part.Length == 0)
        {
            return default;
        }

        if (files.Find<KeptBytes>(segment, part) is { } kept)
        {
            return kept.Content;
        }

        lock (gates[column])
        {
            return files.Find<KeptBytes>(segment, part)?.Content ?? Load(column, block, part, of);
        }
    }

    private ReadOnlyMemory<byte> Load(int column, int block, Part part, Func<Chunk, Part> of)
    {
        var together = Together(column, block, part, of);
        var found = default(KeptBytes);
        foreach (var (bytes, wanted) in files.Read(segment, together, cancellation).Zip(together))
        {
            if (Checksum.Of(bytes.Span) == wanted.Checksum)
            {
                var sound = new KeptBytes(bytes);
                files.Keep(segment, wanted, sound, bytes.Length);
                found = wanted == part ? sound : found;
            }
        }

        return found?.Content ?? throw new DamagedSegmentException("the checksum is another");
    }

    private List<Part> Together(int column, int block, Part part, Func<Chunk, Part> of)
    {
        var (together, end) = (new List<Part> { part }, part.Offset + part.Length);
        foreach (var next in blocks.Where(other => other > block).Select(other => of(segment.Footer.Chunks[column][other])))
        {
            if (next.Length > 0 && next.Offset >= end)
            {
                if (next.Offset > end + Gap || next.Offset + next.Length > part.Offset + ReadAhead)
                {
                    break;
                }

                together.Add(next);
                end = next.Offset + next.Length;
            }
        }

        return together;
    }

    private Texts Texts(int column, int block, Chunk chunk)
    {
        if (files.Find<Texts>(segment, chunk.Dictionary) is { } kept)
        {
            return kept;
        }

        var texts = Format.Texts.Read(new(Bytes(column, block, each => each.Dictionary)), chunk.Distinct);
        files.Keep(segment, chunk.Dictionary, texts, texts.Bytes);
        return texts;
    }

    private sealed record KeptBytes(ReadOnlyMemory<byte> Content);

    private sealed class Parts(SegmentScan scan, int column, int block, Chunk chunk) : IChunkParts
    {
        public ReadOnlyMemory<byte> Rows => scan.Bytes(column, block, each => each.Rows);

        public ReadOnlyMemory<byte> Dictionary => scan.Bytes(column, block, each => each.Dictionary);

        public Texts Texts => scan.Texts(column, block, chunk);
    }
}
