using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>Gives rows of a column, by their numbers, in the order asked for.</summary>
/// <param name="column">The column's place in the schema.</param>
/// <param name="rows">The rows.</param>
internal delegate Column RowSource(int column, int[] rows);

/// <summary>Writes segments: column by column, block by block, so that never more than a block of a column is held beside what is written.</summary>
/// <param name="schema">The columns.</param>
/// <param name="effort">How hard to compress, from 0 to 11.</param>
/// <param name="blockRows">How many rows a block has.</param>
internal sealed class SegmentWriter(Schema schema, int effort = 4, int blockRows = SegmentWriter.UsualBlock)
{
    /// <summary>How many rows a block has unless told: as codes they stay below the size of objects that are collected seldom, which makes reading twice as fast as with twice the rows.</summary>
    public const int UsualBlock = 1 << 14;

    /// <summary>The rows of a batch as a segment.</summary>
    public ReadOnlyMemory<byte> Write(Batch rows, IReadOnlyList<Cover> covers)
        => Write(RowOrder.Of(rows[schema.IndexOf(ArchiveColumns.Device)], rows[schema.IndexOf(ArchiveColumns.Timestamp)]), (column, wanted) => rows[column].IsConstant ? rows[column].Repeat(wanted.Length) : rows[column].Take(wanted), covers);

    /// <summary>Rows as a segment.</summary>
    /// <param name="order">Their numbers in the order in which they are to lie.</param>
    /// <param name="source">Gives them.</param>
    /// <param name="covers">The events that they came in.</param>
    public ReadOnlyMemory<byte> Write(int[] order, RowSource source, IReadOnlyList<Cover> covers)
    {
        var blocks = order.Chunk(blockRows).ToList();
        var segment = SegmentFormat.Begin();
        var (chunks, raw) = (new List<IReadOnlyList<Chunk>>(), 0L);
        for (var column = 0; column < schema.Count; column++)
        {
            var writer = new ColumnWriter(effort);
            foreach (var block in blocks)
            {
                writer.Add(source(column, block));
            }

            chunks.Add(writer.Finish(segment));
            raw += writer.Raw;
        }

        return SegmentFormat.End(segment, new(order.Length, blockRows, raw, covers, schema, chunks));
    }
}
