using ExposurePipeline.Hunting.Archive.Reading;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Upkeep;

/// <summary>Makes one segment of several.</summary>
/// <param name="files">Where their parts come from.</param>
internal sealed class Merge(SegmentFiles files)
{
    // Merged segments are kept long: size before haste.
    private const int Effort = 5;

    /// <summary>The merged segment. Rows that count in segments beside these stay: what a segment covers is all there is of it.</summary>
    public (SegmentName Name, ReadOnlyMemory<byte> Content) Of(IReadOnlyList<Segment> segments, CancellationToken cancellation)
    {
        var schema = ArchiveColumns.Schema;
        var rows = new MergedRows(files, LiveSegments.Of(segments).Live, cancellation);
        var content = new SegmentWriter(schema, Effort).Write(rows.Order(), Source, Covers.Joined(segments.SelectMany(segment => segment.Footer.Covers)));
        return (SegmentName.Merged([.. segments.Select(segment => SegmentName.Parse(segment.Name)!)]), content);

        Column Source(int column, int[] wanted)
        {
            cancellation.ThrowIfCancellationRequested();
            return rows.Read(schema.Columns[column], wanted);
        }
    }
}
