using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Observations in; changed states and their messages out.</summary>
public sealed class AggregateHop(AppSettings settings, IRejectedEvents rejected, Aggregator aggregator, SendHop sending)
{
    /// <summary>Entities that are committed before their messages are sent and the next ones begin: bounds memory and latency of a large batch.</summary>
    public const int Portion = 1000;

    /// <summary>Aggregates one batch.</summary>
    public async Task RunAsync(ReadOnlyMemory<byte>[] bodies, FunctionContext context)
    {
        var now = sending.Clock.GetUtcNow();
        var events = EventBatch.Read(bodies, context, settings.Hubs.Observations, now);
        using var span = PipelineTraces.Start(context.FunctionDefinition.Name, events);
        sending.Metrics.Received(context.FunctionDefinition.Name, events.Count);
        var observations = await ReadAsync(events, context.CancellationToken);
        foreach (var portion in observations.GroupBy(static each => each.Entity).Chunk(Portion))
        {
            var done = await aggregator.ApplyAsync([.. portion.SelectMany(static each => each)], now, context.CancellationToken);
            await sending.SendAsync(done, context.CancellationToken);
        }
    }

    private async Task<List<EntityObservations>> ReadAsync(IReadOnlyList<RawEvent> events, CancellationToken cancellation)
    {
        var observations = new List<EntityObservations>();
        var unreadable = new List<RejectedEvent>();
        foreach (var each in events)
        {
            if (!ObservationCodec.TryRead(each.Body.Span, observations, out var rejection))
            {
                unreadable.Add(new(each.Position, rejection, each.Body, each.Enqueued));
                sending.Metrics.Rejected(rejection.Reason, 1);
            }
        }

        await rejected.AddAsync(unreadable, cancellation);
        return observations;
    }
}
