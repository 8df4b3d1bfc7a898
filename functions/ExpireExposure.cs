using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions;

/// <summary>Time in; tag removals out, through the same outbox as every other change.</summary>
public sealed partial class ExpireExposure(Aggregator aggregator, SendHop sending, TimeProvider clock, ILogger<ExpireExposure> logger)
{
    // What is due within a run's second is not left to the next one.
    private const int Rounds = 10;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Removes tags whose window is over, or will be within a second, each at its moment; and history that is too old.</summary>
    [Function(nameof(ExpireExposure))]
    public async Task Run([TimerTrigger($"%{ScheduleSettings.SectionName}:{nameof(ScheduleSettings.Expire)}%")] TimerInfo timer, CancellationToken cancellation)
    {
        var end = clock.GetUtcNow() + Second;
        await ExpireAsync(cancellation);
        for (var round = 1; round < Rounds && aggregator.NextDue < end; round++)
        {
            await Task.Delay(Second / Rounds, clock, cancellation);
            await ExpireAsync(cancellation);
        }
    }

    private async Task ExpireAsync(CancellationToken cancellation)
    {
        var expired = await aggregator.ExpireAsync(clock.GetUtcNow(), cancellation);
        await sending.SendAsync(expired.Aggregated, cancellation);
        if (expired.Aggregated.Transitions > 0 || expired.Pruned > 0)
        {
            Log.Expired(logger, expired.Aggregated.Transitions, expired.Pruned);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Tags} tags expired, {Pruned} old transitions were pruned")]
        public static partial void Expired(ILogger logger, int tags, int pruned);
    }
}
