using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting.Archive.Reading;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>Opens the archive for queries; one a process, since it keeps what is read often.</summary>
/// <param name="store">Where the segments are.</param>
/// <param name="cacheBytes">The most bytes of segments it keeps in memory.</param>
public sealed class EventArchive(ISegmentStore store, long cacheBytes = 256 << 20)
{
    private readonly SegmentFiles files = new(store, new(cacheBytes));

    /// <summary>DeviceNetworkEvents as a tenant may see it: what is in the archive now.</summary>
    /// <param name="tenant">Whose rows; no others are reachable.</param>
    /// <param name="start">The first instant, UTC; null for no bound.</param>
    /// <param name="end">The instant after the last, UTC; null for no bound.</param>
    /// <param name="cancellation">Ends the wait.</param>
    public async Task<IHuntingTable> OpenAsync(TenantId tenant, DateTime? start, DateTime? end, CancellationToken cancellation)
        => new ArchivedTable(await Snapshot.TakeAsync(store, files, $"{SegmentName.Folder(tenant)}/", cancellation), files, start, end);
}
