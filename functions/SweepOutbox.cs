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

    /// <summary>Sends what was left over; messages that cannot be sent and rows that cannot be read stay and are told, and hold up no others.</summary>
    /// <exception cref="AggregateException">Some messages could not be sent; the next run tries again.</exception>
    [Function(nameof(SweepOutbox))]
    public async Task Run([TimerTrigger($"%{ScheduleSettings.SectionName}:{nameof(ScheduleSettings.Sweep)}%")] TimerInfo timer, CancellationToken cancellation)
    {
        var swept = await dispatch.SweepAsync(clock.GetUtcNow(), MinAge, cancellation);
        metrics.LeftOver(swept.Sent.Count + swept.Unsent);
        metrics.Sent(swept.Sent);
        metrics.Stuck(Tell(swept));

        if (swept.Unsent > 0)
        {
            throw new AggregateException($"{swept.Unsent} messages could not be sent and stay in the outbox.", swept.Faults.Concat(swept.Refusals));
        }
    }

    // Rows by which an operator finds what will not go away by itself.
    private List<StuckRow> Tell(Swept swept)
    {
        if (swept.Sent.Count > 0)
        {
            Log.Swept(logger, swept.Sent.Count);
        }

        foreach (var row in swept.Damaged)
        {
            Log.Damaged(logger, row.Partition, row.Key, row.Problem);
        }

        foreach (var row in swept.Stuck)
        {
            Log.Stuck(logger, row.Message.Id, row.Partition, row.Key);
        }

        return [.. swept.Damaged.Select(static row => new StuckRow(row.Partition, row.Key)), .. swept.Stuck.Select(static row => new StuckRow(row.Partition, row.Key))];
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Messages} messages had been left over and were sent")]
        public static partial void Swept(ILogger logger, int messages);

        [LoggerMessage(2, LogLevel.Error, "Row {Row} of partition {Partition} in the outbox is damaged and stays: {Problem}")]
        public static partial void Damaged(ILogger logger, string partition, string row, string problem);

        [LoggerMessage(3, LogLevel.Error, "Message {Message} was refused again and again and stays, row {Row} of partition {Partition}")]
        public static partial void Stuck(ILogger logger, string message, string partition, string row);
    }
}
