using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Ports;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions.Flow;

/// <summary>What is told of the intake of cloud configuration.</summary>
public sealed partial class IngestMeasures(PipelineMetrics metrics, TimeProvider clock, ILogger<IngestMeasures> logger)
{
    /// <summary>The metrics.</summary>
    public PipelineMetrics Metrics => metrics;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>A batch was kept.</summary>
    public void Taken(IntakeBatch batch)
    {
        metrics.Taken(batch.Tally);
        if (batch.Rejected.Count > 0)
        {
            var (position, why) = (batch.Rejected[0].Position, batch.Rejected[0].Rejection);
            Log.Rejected(logger, batch.Rejected.Count, position, why.Reason, why.Detail);
        }
    }

    /// <summary>A tenant's part of a batch was kept.</summary>
    public void Saved(SavedResources saved)
    {
        metrics.Saved(saved);
        if (saved.Conflicts > 0)
        {
            Log.Conflicts(logger, saved.Conflicts);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Count} documents of cloud configuration were set aside; the first, at {Position}: {Reason}, {Detail}")]
        public static partial void Rejected(ILogger logger, int count, EventPosition position, RejectionReason reason, string detail);

        [LoggerMessage(2, LogLevel.Debug, "{Count} races for resources were lost to other writers and repeated")]
        public static partial void Conflicts(ILogger logger, int count);
    }
}
