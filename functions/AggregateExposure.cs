using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Settings;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>Observations in; states, tag changes and signals out.</summary>
public sealed class AggregateExposure(AggregateHop hop)
{
    /// <summary>Commits what the observations change, then sends what was committed; fails only when storage or the bus does, and is then repeated.</summary>
    [Function(nameof(AggregateExposure))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task Run(
        [EventHubTrigger(
            $"%{HubSettings.SectionName}:{nameof(HubSettings.Observations)}%",
            Connection = ConnectionSettings.EventHubs,
            ConsumerGroup = $"%{HubSettings.SectionName}:{nameof(HubSettings.ConsumerGroup)}%",
            IsBatched = true)]
        ReadOnlyMemory<byte>[] events,
        FunctionContext context) => hop.RunAsync(events, context);
}
