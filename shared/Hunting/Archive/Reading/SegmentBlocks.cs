using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>The blocks of a segment that a query needs, as batches of the table.</summary>
/// <param name="files">Where parts come from.</param>
/// <param name="live">The segment.</param>
/// <param name="choice">Which of its rows count.</param>
internal sealed class SegmentBlocks(SegmentFiles files, LiveSegment live, RowChoice choice)
{
    private readonly Segment segment = live.Segment;
    private readonly int[] columns = [.. ArchiveColumns.Shown.Columns.Select(column => live.Segment.IndexOf(ArchiveColumns.Stored(column.Name)))];

    /// <summary>The rows.</summary>
    public IEnumerable<Batch> Read(TableScan scan)
    {
        var filters = Filters(scan).ToList();
        var likely = Enumerable.Range(0, segment.Footer.Blocks).Where(block => choice.MayHold(block) && filters.All(filter => filter.MayHold(filter.ChunkOf(segment.Footer, block)))).ToList();
        var looking = new SegmentScan(files, segment, likely, scan.Cancellation);
        var blocks = likely.Where(block => filters.All(filter => filter.MayHold(looking, block))).ToList();
        var reading = new SegmentScan(files, segment, blocks, scan.Cancellation);
        foreach (var block in blocks)
        {
            scan.Cancellation.ThrowIfCancellationRequested();
            if (choice.Rows(reading, block) is not { } rows)
            {
                yield return Whole(reading, block);
            }
            else if (rows.Length > 0)
            {
                yield return Whole(reading, block).Take(rows);
            }
        }
    }

    private Batch Whole(SegmentScan scan, int block)
    {
        var rows = segment.Footer.RowsOf(block);
        return Batch.Lazy(columns.Select((column, i) => column < 0 ? (LazyColumn)new AbsentColumn(ArchiveColumns.Shown.Columns[i].Type, rows) : new StoredColumn(scan, column, block)), rows);
    }

    private IEnumerable<BlockFilter> Filters(TableScan scan)
    {
        foreach (var filter in scan.Filters)
        {
            if (columns[filter.Column] is >= 0 and var column)
            {
                yield return new(column, segment.Footer.Schema.Columns[column].Type, filter);
            }
        }
    }
}
