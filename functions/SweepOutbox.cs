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

    /// <summary>Sends what was left over; a message that cannot be sent stays and fails the run, which alerts.</summary>
    [Function(nameof(SweepOutbox))]
    public async Task Run([TimerTrigger($"%{ScheduleSettings.SectionName}:{nameof(ScheduleSettings.Sweep)}%")] TimerInfo timer, CancellationToken cancellation)
    {
        var sent = await dispatch.SweepAsync(clock.GetUtcNow(), MinAge, cancellation);
        metrics.LeftOver(sent.Count);
        metrics.Sent(sent);
        if (sent.Count > 0)
        {
            Log.Swept(logger, sent.Count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Messages} messages had been left over and were sent")]
        public static partial void Swept(ILogger logger, int messages);
    }
}
