using ExposurePipeline.Functions.Flow;
using ExposurePipeline.Functions.Settings;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions;

/// <summary>Scan results in, observations out.</summary>
public sealed class NormaliseScans(NormaliseHop hop)
{
    /// <summary>Sets aside what cannot be used and hands over the rest; fails only when storage or the hub does, and is then repeated.</summary>
    [Function(nameof(NormaliseScans))]
    [ExponentialBackoffRetry(-1, "00:00:01", "00:01:00")]
    public Task Run(
        [EventHubTrigger(
            $"%{HubSettings.SectionName}:{nameof(HubSettings.Scans)}%",
            Connection = ConnectionSettings.EventHubs,
            ConsumerGroup = $"%{HubSettings.SectionName}:{nameof(HubSettings.ConsumerGroup)}%",
            IsBatched = true)]
        ReadOnlyMemory<byte>[] events,
        FunctionContext context) => hop.RunAsync(events, context, static hubs => hubs.Scans);
}
