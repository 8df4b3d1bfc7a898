using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using ExposurePipeline.Reachability.Intake;
using ExposurePipeline.Reachability.Ports;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Cloud configuration in; kept resources out, rejected documents set aside.</summary>
public sealed class IngestHop(AppSettings settings, IResourceStore resources, IRejectedEvents rejected, IngestMeasures measures)
{
    /// <summary>Keeps one batch. Rejected documents are stored first: if that fails, the batch comes again and nothing was kept.</summary>
    public async Task RunAsync(ReadOnlyMemory<byte>[] bodies, FunctionContext context)
    {
        var now = measures.Clock.GetUtcNow();
        var events = EventBatch.Read(bodies, context, settings.Hubs.Resources, now);
        using var span = PipelineTraces.Start(context.FunctionDefinition.Name, events);
        measures.Metrics.Received(context.FunctionDefinition.Name, events.Count);
        var batch = ResourceIntake.Read(events, settings.Exposure.Policy.DefaultTenant);
        await rejected.AddAsync(batch.Rejected, context.CancellationToken);
        foreach (var tenant in batch.Told.GroupBy(static told => told.Tenant))
        {
            measures.Saved(await resources.SaveAsync(tenant.Key, [.. tenant], now, context.CancellationToken));
        }

        measures.Taken(batch);
    }
}
