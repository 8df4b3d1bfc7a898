using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Raw events in any format in; observations out, rejected events set aside. The three hubs differ in nothing but their names.</summary>
public sealed class NormaliseHop(AppSettings settings, IPolicies policies, NormaliseOutputs outputs, TimeProvider clock)
{
    /// <summary>Normalises one batch. Rejected events are stored first: if that fails, the batch comes again and nothing was handed over.</summary>
    public async Task RunAsync(ReadOnlyMemory<byte>[] bodies, FunctionContext context, Func<HubSettings, string> hub)
    {
        var now = clock.GetUtcNow();
        var events = EventBatch.Read(bodies, context, hub(settings.Hubs), now);
        using var span = PipelineTraces.Start(context.FunctionDefinition.Name, events);
        outputs.Metrics.Received(context.FunctionDefinition.Name, events.Count);
        var batch = Normaliser.Normalise(PipelineTraces.Continue(events, span), await policies.GetAsync(context.CancellationToken), now);
        await outputs.SendAsync(batch, context.CancellationToken);
    }
}

/// <summary>Where a normalised batch goes.</summary>
public sealed partial class NormaliseOutputs(IRejectedEvents rejected, IObservationHub observations, PipelineMetrics metrics, ILogger<NormaliseOutputs> logger)
{
    /// <summary>The metrics.</summary>
    public PipelineMetrics Metrics => metrics;

    /// <summary>Returns when all is stored or accepted.</summary>
    public async Task SendAsync(NormalisedBatch batch, CancellationToken cancellation)
    {
        if (batch.Rejected.Count > 0)
        {
            Log.Rejected(logger, batch.Rejected.Count, batch.Rejected[0].Position, batch.Rejected[0].Rejection.Reason, batch.Rejected[0].Rejection.Detail);
        }

        await rejected.AddAsync(batch.Rejected, cancellation);
        await observations.SendAsync(batch.Observations, cancellation);
        metrics.Normalised(batch.Observations.Count, batch.Tally);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Warning, "{Count} records were set aside; the first, at {Position}: {Reason}, {Detail}")]
        public static partial void Rejected(ILogger logger, int count, EventPosition position, RejectionReason reason, string detail);
    }
}
