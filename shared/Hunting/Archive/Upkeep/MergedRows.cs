using ExposurePipeline.Hunting.Archive.Format;
using ExposurePipeline.Hunting.Archive.Reading;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Upkeep;

/// <summary>The rows of several segments, by a number that tells block and place. Reads a column of a few rows at a time.</summary>
internal sealed class MergedRows
{
    // Blocks have at most so many rows.
    private const int BlockBits = 15;
    private readonly List<Block> blocks = [];

    public MergedRows(SegmentFiles files, IReadOnlyList<LiveSegment> segments, CancellationToken cancellation)
    {
        foreach (var live in segments)
        {
            var footer = live.Segment.Footer;
            var scan = new SegmentScan(files, live.Segment, [.. Enumerable.Range(0, footer.Blocks)], cancellation);
            var choice = new RowChoice(live, null, null);
            blocks.AddRange(Enumerable.Range(0, footer.Blocks).Select(block => new Block(live.Segment, scan, block, choice.Rows(scan, block))));
        }
    }

    /// <summary>The numbers of the rows that count, in the order in which a segment keeps them.</summary>
    public int[] Order()
    {
        var numbers = blocks.SelectMany((block, i) => (block.Chosen ?? Enumerable.Range(0, block.Rows)).Select(row => (i << BlockBits) | row)).ToArray();
        var order = RowOrder.Of(All(ArchiveColumns.Device), All(ArchiveColumns.Timestamp));
        return Array.ConvertAll(order, place => numbers[place]);
    }

    /// <summary>The given rows of a column.</summary>
    public Column Read(ColumnSchema column, int[] rows)
    {
        if (blocks.TrueForAll(block => block.IsEmpty(column)))
        {
            return Columns.Constant(column.Type, null, rows.Length);
        }

        // Rows of a block stand together, in their order; then each goes to its place.
        var starts = Starts(rows);
        var (local, places, next) = (new int[rows.Length], new int[rows.Length], starts.ToArray());
        for (var i = 0; i < rows.Length; i++)
        {
            var at = next[rows[i] >> BlockBits]++;
            (local[at], places[i]) = (rows[i] & ((1 << BlockBits) - 1), at);
        }

        var parts = new List<Column>();
        for (var block = 0; block < blocks.Count; block++)
        {
            if (starts[block] < next[block])
            {
                parts.Add(blocks[block].Read(column, local[starts[block]..next[block]]));
            }
        }

        return Columns.Concat(column.Type, parts).Take(places);
    }

    private Column All(string column)
    {
        var schema = ArchiveColumns.Schema.Columns[ArchiveColumns.Schema.IndexOf(column)];
        return Columns.Concat(schema.Type, [.. blocks.Select(block => block.Read(schema, block.Chosen))]);
    }

    private int[] Starts(int[] rows)
    {
        var starts = new int[blocks.Count + 1];
        foreach (var row in rows)
        {
            starts[(row >> BlockBits) + 1]++;
        }

        for (var block = 1; block < starts.Length; block++)
        {
            starts[block] += starts[block - 1];
        }

        return starts;
    }

    private sealed record Block(Segment Segment, SegmentScan Scan, int Index, int[]? Chosen)
    {
        public int Rows => Segment.Footer.RowsOf(Index);

        public bool IsEmpty(ColumnSchema column) => Segment.IndexOf(column.Name) is var at && (at < 0 || Segment.Footer.Chunks[at][Index].Form is ChunkForm.Empty);

        public Column Read(ColumnSchema column, int[]? rows)
            => Segment.IndexOf(column.Name) is >= 0 and var at ? Scan.Read(at, Index, rows) : Columns.Constant(column.Type, null, rows?.Length ?? Rows);
    }
}
