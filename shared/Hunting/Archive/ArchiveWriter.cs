using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>Adds rows of DeviceNetworkEvents to the archive.</summary>
public sealed class ArchiveWriter(ISegmentStore store)
{
    /// <summary>Keeps a tenant's rows of a batch of events. The same events delivered again, in whatever batches and by whichever instance, count once.</summary>
    /// <param name="tenant">Whose rows.</param>
    /// <param name="origin">The whole batch, also events that gave this tenant no row.</param>
    /// <param name="rows">All rows that the batch holds of the tenant, in the columns of <see cref="Tables.DeviceNetworkEventsTable.Stored"/>.</param>
    /// <param name="sequences">The sequence number of the event that each row came in.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether a segment was written: not for no rows, nor for a batch that is there.</returns>
    public Task<bool> AppendAsync(TenantId tenant, SegmentOrigin origin, Batch rows, IReadOnlyList<long> sequences, CancellationToken cancellation)
        => throw new NotImplementedException($"{store}{tenant}{origin}{rows}{sequences}{cancellation}");
}
