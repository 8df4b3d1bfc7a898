using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Settings;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>Cloud configuration in; what is news of it kept, and marked for analysis.</summary>
public sealed class IngestResources(IngestHop hop)
{
    /// <summary>Sets aside what cannot be used and keeps the rest; fails only when storage does, and is then repeated.</summary>
    [Function(nameof(IngestResources))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task Run(
        [EventHubTrigger(
            $"%{HubSettings.SectionName}:{nameof(HubSettings.Resources)}%",
            Connection = ConnectionSettings.EventHubs,
            ConsumerGroup = $"%{HubSettings.SectionName}:{nameof(HubSettings.ConsumerGroup)}%",
            IsBatched = true)]
        ReadOnlyMemory<byte>[] events,
        FunctionContext context) => hop.RunAsync(events, context);
}
