using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive.Reading;

/// <summary>DeviceNetworkEvents of a tenant, as they were in the archive when it was opened.</summary>
/// <param name="snapshot">Which segments count; read with the first row.</param>
/// <param name="files">Where their parts come from.</param>
/// <param name="start">The first instant; null for no bound.</param>
/// <param name="end">The instant after the last; null for no bound.</param>
internal sealed class ArchivedTable(Snapshot snapshot, SegmentFiles files, DateTime? start, DateTime? end) : IHuntingTable
{
    /// <inheritdoc/>
    public string Name => DeviceNetworkEventsTable.Name;

    /// <inheritdoc/>
    public Schema Schema => DeviceNetworkEventsTable.Schema;

    /// <inheritdoc/>
    public ColumnSchema IngestionTime => ArchiveColumns.Shown.Columns[^1];

    /// <inheritdoc/>
    public IEnumerable<Batch> Read(TableScan scan)
        => snapshot.Segments(scan.Cancellation).Live.SelectMany(live => new SegmentBlocks(files, live, new(live, start, end)).Read(scan));
}
