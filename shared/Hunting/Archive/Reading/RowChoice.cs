using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>Which rows of a block a query may see: those within its span, and not those that count in another segment.</summary>
/// <param name="live">The segment.</param>
/// <param name="start">The first instant; null for no bound.</param>
/// <param name="end">The instant after the last; null for no bound.</param>
internal sealed class RowChoice(LiveSegment live, DateTime? start, DateTime? end)
{
    private readonly int timestamp = live.Segment.IndexOf(ArchiveColumns.Timestamp);

    /// <summary>Whether a block has rows within the span.</summary>
    public bool MayHold(int block)
    {
        var chunk = live.Segment.Footer.Chunks[timestamp][block];
        return (start is null && end is null)
            || (chunk.Form is not ChunkForm.Empty && chunk.Bounds.Most >= (start?.Ticks ?? long.MinValue) && chunk.Bounds.Least < (end?.Ticks ?? long.MaxValue));
    }

    /// <summary>The rows of a block that a query may see; null for all.</summary>
    public int[]? Rows(SegmentScan scan, int block)
    {
        var chunk = live.Segment.Footer.Chunks[timestamp][block];
        var spans = (start is not null || end is not null)
            && (chunk.Nulls > 0 || chunk.Bounds.Least < (start?.Ticks ?? long.MinValue) || chunk.Bounds.Most >= (end?.Ticks ?? long.MaxValue));
        var rows = spans ? Within((Column<DateTime>)scan.Read(timestamp, block, null)) : null;
        return live.Elsewhere.Count == 0 ? rows : NotElsewhere(scan, block, rows);
    }

    private int[] Within(Column<DateTime> times)
    {
        var (from, to) = (start ?? DateTime.MinValue, end ?? DateTime.MaxValue);
        var rows = new List<int>(times.Length);
        for (var row = 0; row < times.Length; row++)
        {
            if (times[row] >= from && (times[row] < to || end is null) && !times.IsNull(row))
            {
                rows.Add(row);
            }
        }

        return [.. rows];
    }

    private int[] NotElsewhere(SegmentScan scan, int block, int[]? among)
    {
        var partitions = (Column<string>)scan.Read(live.Segment.IndexOf(ArchiveColumns.Partition), block, null);
        var sequences = (Column<long>)scan.Read(live.Segment.IndexOf(ArchiveColumns.Sequence), block, null);
        var accepted = (Column<DateTime>)scan.Read(live.Segment.IndexOf(DeviceNetworkEventsTable.IngestionTime), block, null);
        return [.. (among ?? Enumerable.Range(0, sequences.Length)).Where(row => !live.Elsewhere.Any(cover => cover.Has(partitions[row], sequences[row], accepted[row].Ticks)))];
    }
}
