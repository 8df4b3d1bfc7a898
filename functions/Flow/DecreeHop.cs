using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions.Flow;

/// <summary>What a person says or decides about a device in; its changed state and its messages out, before the person is answered.</summary>
public sealed partial class DecreeHop(Aggregator aggregator, SendHop sending, ILogger<DecreeHop> logger)
{
    /// <summary>The clock.</summary>
    public TimeProvider Clock => sending.Clock;

    /// <summary>
    /// Commits, then sends. It holds once it is committed: where the bus is away, the sweep sends later, and the person need not say it again.
    /// </summary>
    public async Task RunAsync(EntityId device, Observation decree, CancellationToken cancellation)
    {
        var now = Clock.GetUtcNow();
        var done = await aggregator.ApplyAsync([new EntityObservations(device, [decree], now, null)], now, cancellation);
        try
        {
            await sending.SendAsync(done, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested)
        {
            Log.Unsent(logger, fault, done.Committed.Count);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Count} committed messages could not be sent; the sweep will")]
        public static partial void Unsent(ILogger logger, Exception fault, int count);
    }
}
