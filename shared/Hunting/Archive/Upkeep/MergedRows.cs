using ExposurePipeline.Hunting.Archive.Reading;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Upkeep;

/// <summary>The rows of several segments, by a number that tells block and place. Reads a column of a few rows at a time.</summary>
internal sealed class MergedRows
{
    // Blocks have at most so many rows.
    private const int BlockBits = 15;
    private readonly List<MergedBlock> blocks = [];

    public MergedRows(SegmentFiles files, IReadOnlyList<LiveSegment> segments, CancellationToken cancellation)
    {
        foreach (var live in segments)
        {
            var footer = live.Segment.Footer;
            var scan = new SegmentScan(files, live.Segment, [.. Enumerable.Range(0, footer.Blocks)], cancellation);
            var choice = new RowChoice(live, null, null);
            blocks.AddRange(Enumerable.Range(0, footer.Blocks).Select(block => new MergedBlock(live.Segment, scan, block, choice.Rows(scan, block))));
        }
    }

    /// <summary>The numbers of the rows that count, in the order in which a segment keeps them.</summary>
    public int[] Order()
    {
        var numbers = blocks.SelectMany((block, i) => block.Rows.Select(row => (i << BlockBits) | row)).ToArray();
        var order = RowOrder.Of(All(ArchiveColumns.Device), All(ArchiveColumns.Timestamp));
        return Array.ConvertAll(order, place => numbers[place]);
    }

    /// <summary>The given rows of a column.</summary>
    public Column Read(ColumnSchema column, int[] rows)
    {
        foreach (var block in blocks)
        {
            block.Begin(column);
        }

        return blocks.TrueForAll(block => block.IsEmpty) ? Columns.Constant(column.Type, null, rows.Length) : column.Type switch
        {
            ScalarType.Bool => Gathered<bool>(rows),
            ScalarType.DateTime => Gathered<DateTime>(rows),
            ScalarType.Int => Gathered<int>(rows),
            ScalarType.Long => Gathered<long>(rows),
            ScalarType.Real => Gathered<double>(rows),
            ScalarType.String => Gathered<string>(rows),
            _ => Gathered<TimeSpan>(rows),
        };
    }

    // Rows of a segment are asked for in their order: a block that is begun ends the one before.
    private Column<T> Gathered<T>(int[] rows)
    {
        var gathered = new ColumnBuilder<T>(rows.Length);
        foreach (var row in rows)
        {
            var block = blocks[row >> BlockBits];
            if (!block.IsRead && block.Index > 0)
            {
                blocks[(row >> BlockBits) - 1].End();
            }

            gathered.AddFrom((Column<T>)block.Column, row & ((1 << BlockBits) - 1));
        }

        return gathered.Build();
    }

    private Column All(string column)
    {
        var schema = ArchiveColumns.Schema.Columns[ArchiveColumns.Schema.IndexOf(column)];
        return Columns.Concat(schema.Type, [.. blocks.Select(block => block.Read(schema))]);
    }
}
