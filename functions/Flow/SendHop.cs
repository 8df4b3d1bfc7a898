using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Committed messages in; sent messages and metrics out.</summary>
public sealed partial class SendHop(OutboxDispatch dispatch, PipelineMetrics metrics, TimeProvider clock, ILogger<SendHop> logger)
{
    /// <summary>The metrics.</summary>
    public PipelineMetrics Metrics => metrics;

    /// <summary>The clock.</summary>
    public TimeProvider Clock => clock;

    /// <summary>Sends what was committed. If that fails the invocation does, and the sweep sends what the repetition finds committed already.</summary>
    public async Task SendAsync(Aggregated done, CancellationToken cancellation)
    {
        metrics.Saved(done);
        if (done.Conflicts > 0)
        {
            Log.Conflicts(logger, done.Conflicts);
        }

        metrics.Sent(await dispatch.SendAsync(done.Committed, cancellation));
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Debug, "{Count} races were lost to other writers and repeated")]
        public static partial void Conflicts(ILogger logger, int count);
    }
}
