using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Hunting.Archive;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Connection telemetry in any format in; a segment of rows for each tenant out.</summary>
public sealed class ArchiveHop(AppSettings settings, IPolicies policies, ArchiveOutputs outputs, TimeProvider clock)
{
    /// <summary>Keeps one batch. A tenant's part that is kept already, when the batch comes again, is not kept twice.</summary>
    public async Task RunAsync(ReadOnlyMemory<byte>[] bodies, FunctionContext context)
    {
        var now = clock.GetUtcNow();
        var events = EventBatch.Read(bodies, context, settings.Hubs.Connections, now);
        using var span = PipelineTraces.Start(context.FunctionDefinition.Name, events);
        outputs.Metrics.Received(context.FunctionDefinition.Name, events.Count);
        var rows = new ArchiveRows();
        var tally = Normaliser.Journal(events, await policies.GetAsync(context.CancellationToken), now, rows);
        await outputs.KeepAsync(OriginOf(events), rows, context.CancellationToken);
        outputs.Metrics.Archived(rows.Count, tally, clock.GetUtcNow() - events.Min(static each => each.Enqueued));
    }

    private static SegmentOrigin OriginOf(IReadOnlyList<RawEvent> events)
    {
        var (first, last) = (events.Min(static each => each.Position.SequenceNumber), events.Max(static each => each.Position.SequenceNumber));
        return first >= 0 && events[0].Position.Partition.Length > 0
            ? new(events[0].Position.Partition, first, last)
            : throw new InvalidOperationException($"The host did not tell partition and sequence numbers of a batch of hub {events[0].Position.Hub}: rows could be kept twice.");
    }
}

/// <summary>Where the rows of a batch go.</summary>
public sealed partial class ArchiveOutputs(ArchiveWriter writer, PipelineMetrics metrics, ILogger<ArchiveOutputs> logger)
{
    /// <summary>The metrics.</summary>
    public PipelineMetrics Metrics => metrics;

    /// <summary>Returns when all is kept.</summary>
    public async Task KeepAsync(SegmentOrigin origin, ArchiveRows rows, CancellationToken cancellation)
    {
        foreach (var tenant in rows.Tenants)
        {
            if (!await writer.AppendAsync(tenant.Tenant, origin, tenant.Build(), tenant.Sequences, cancellation))
            {
                Log.KeptBefore(logger, tenant.Count, origin);
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Rows} rows of {Origin} had been kept before")]
        public static partial void KeptBefore(ILogger logger, int rows, SegmentOrigin origin);
    }
}
