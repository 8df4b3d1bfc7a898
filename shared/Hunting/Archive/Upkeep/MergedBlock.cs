using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Archive.Reading;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Upkeep;

/// <summary>A block of a segment that is merged. Holds one column at a time.</summary>
/// <param name="segment">The segment.</param>
/// <param name="scan">Reads it.</param>
/// <param name="index">The block's place in it.</param>
/// <param name="chosen">The rows that count; null for all.</param>
internal sealed class MergedBlock(Segment segment, SegmentScan scan, int index, int[]? chosen)
{
    private ColumnSchema? current;
    private Column? read;
    private int place;

    /// <summary>The block's place in its segment.</summary>
    public int Index => index;

    /// <summary>The rows that count.</summary>
    public IEnumerable<int> Rows => chosen ?? Enumerable.Range(0, segment.Footer.RowsOf(index));

    /// <summary>Whether the current column has only null.</summary>
    public bool IsEmpty => place < 0 || segment.Footer.Chunks[place][index].Form is ChunkForm.Empty;

    /// <summary>Whether the current column is held.</summary>
    public bool IsRead => read is not null;

    /// <summary>The current column.</summary>
    public Column Column => read ??= place < 0 ? Columns.Constant(current!.Type, null, segment.Footer.RowsOf(index)) : scan.Read(place, index, null);

    /// <summary>Makes a column the current one.</summary>
    public void Begin(ColumnSchema column)
    {
        if (!ReferenceEquals(current, column))
        {
            (current, read, place) = (column, null, segment.IndexOf(column.Name));
        }
    }

    /// <summary>Lets the current column go.</summary>
    public void End() => read = null;

    /// <summary>The rows that count of a column.</summary>
    public Column Read(ColumnSchema column)
    {
        Begin(column);
        var rows = chosen is null ? Column : Column.Take(chosen);
        End();
        return rows;
    }
}
