using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>Adds rows of DeviceNetworkEvents to the archive.</summary>
public sealed class ArchiveWriter(ISegmentStore store)
{
    // Fresh segments are merged soon: haste before size.
    private const int Effort = 1;
    private static readonly SegmentWriter Segments = new(ArchiveColumns.Schema, Effort);

    /// <summary>Keeps a tenant's rows of a batch of events. The same events delivered again, in whatever batches and by whichever instance, count once.</summary>
    /// <param name="tenant">Whose rows.</param>
    /// <param name="origin">The whole batch, also events that gave this tenant no row.</param>
    /// <param name="rows">All rows that the batch holds of the tenant, in the columns of <see cref="DeviceNetworkEventsTable.Stored"/>.</param>
    /// <param name="sequences">The sequence number of the event that each row came in.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>Whether a segment was written: not for no rows, nor for a batch that is there.</returns>
    public Task<bool> AppendAsync(TenantId tenant, SegmentOrigin origin, Batch rows, IReadOnlyList<long> sequences, CancellationToken cancellation)
    {
        Check(origin, rows, sequences);
        if (rows.Length == 0)
        {
            return Task.FromResult(false);
        }

        var (earliest, latest) = Accepted((Column<DateTime>)rows[DeviceNetworkEventsTable.Stored.IndexOf(DeviceNetworkEventsTable.IngestionTime)]);
        var segment = Segments.Write(ArchiveColumns.With(rows, origin.Partition, sequences), [new(origin.Partition, origin.First, origin.Last, earliest.Ticks, latest.Ticks)]);
        return store.CreateAsync(SegmentName.Of(tenant, earliest, origin).Text, segment, cancellation);
    }

    private static void Check(SegmentOrigin origin, Batch rows, IReadOnlyList<long> sequences)
    {
        if (rows.Width != DeviceNetworkEventsTable.Stored.Count)
        {
            throw new ArgumentException($"rows of {rows.Width} columns were given; {DeviceNetworkEventsTable.Name} is stored in {DeviceNetworkEventsTable.Stored.Count}", nameof(rows));
        }

        if (sequences.Count != rows.Length)
        {
            throw new ArgumentException($"{sequences.Count} sequence numbers were given for {rows.Length} rows", nameof(sequences));
        }

        foreach (var sequence in sequences)
        {
            if (sequence < origin.First || sequence > origin.Last)
            {
                throw new ArgumentException($"sequence number {sequence} is not of the batch from {origin.First} to {origin.Last} of partition {origin.Partition}", nameof(sequences));
            }
        }
    }

    private static (DateTime Earliest, DateTime Latest) Accepted(Column<DateTime> times)
    {
        var (earliest, latest) = (times[0], times[0]);
        for (var row = 1; row < times.Length; row++)
        {
            earliest = times[row] < earliest ? times[row] : earliest;
            latest = times[row] > latest ? times[row] : latest;
        }

        return (earliest, latest);
    }
}
