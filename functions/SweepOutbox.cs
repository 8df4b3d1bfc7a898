using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions;

/// <summary>Time in; messages out whose sender died between commit and sending.</summary>
public sealed partial class SweepOutbox(OutboxDispatch dispatch, PipelineMetrics metrics, TimeProvider clock, ILogger<SweepOutbox> logger)
{
    /// <summary>Younger messages are likely being sent at this moment; sending them twice would be safe, but useless.</summary>
    public static readonly TimeSpan MinAge = TimeSpan.FromSeconds(20);

    /// <summary>Sends what was left over; messages that cannot be sent stay, hold up no other subject's, and fail the run, which alerts.</summary>
    /// <exception cref="AggregateException">Some messages could not be sent; the next run tries again.</exception>
    [Function(nameof(SweepOutbox))]
    public async Task Run([TimerTrigger($"%{ScheduleSettings.SectionName}:{nameof(ScheduleSettings.Sweep)}%")] TimerInfo timer, CancellationToken cancellation)
    {
        var swept = await dispatch.SweepAsync(clock.GetUtcNow(), MinAge, cancellation);
        metrics.LeftOver(swept.Sent.Count + swept.Unsent);
        metrics.Sent(swept.Sent);
        if (swept.Sent.Count > 0)
        {
            Log.Swept(logger, swept.Sent.Count);
        }

        if (swept.Unsent > 0)
        {
            throw new AggregateException($"{swept.Unsent} messages could not be sent and stay in the outbox.", swept.Faults);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Messages} messages had been left over and were sent")]
        public static partial void Swept(ILogger logger, int messages);
    }
}
