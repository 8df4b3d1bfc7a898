using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Hunting.Archive;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions;

/// <summary>Time in; many small segments of the archive become few, and old ones go.</summary>
public sealed partial class TendArchive(ArchiveUpkeep upkeep, TimeProvider clock, ILogger<TendArchive> logger)
{
    /// <summary>One run; what it leaves, the next one does.</summary>
    [Function(nameof(TendArchive))]
    public async Task Run([TimerTrigger($"%{ScheduleSettings.SectionName}:{nameof(ScheduleSettings.Archive)}%")] TimerInfo timer, CancellationToken cancellation)
    {
        var done = await upkeep.RunAsync(clock.GetUtcNow(), cancellation);
        if (done.Merged > 0 || done.Deleted > 0)
        {
            Log.Tended(logger, done.Merged, done.Written, done.Deleted);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Merged} segments of the archive were merged into {Written}, {Deleted} were deleted")]
        public static partial void Tended(ILogger logger, int merged, int written, int deleted);
    }
}
