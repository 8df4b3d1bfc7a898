using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Settings;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>Connection telemetry in; rows of <c>DeviceNetworkEvents</c> in the archive out.</summary>
public sealed class ArchiveEvents(ArchiveHop hop)
{
    /// <summary>Keeps what can be read, whatever the policy makes of it; fails only when storage does, and is then repeated.</summary>
    [Function(nameof(ArchiveEvents))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task Run(
        [EventHubTrigger(
            $"%{HubSettings.SectionName}:{nameof(HubSettings.Connections)}%",
            Connection = ConnectionSettings.EventHubs,
            ConsumerGroup = $"%{HubSettings.SectionName}:{nameof(HubSettings.ArchiveConsumerGroup)}%",
            IsBatched = true)]
        ReadOnlyMemory<byte>[] events,
        FunctionContext context) => hop.RunAsync(events, context);
}
