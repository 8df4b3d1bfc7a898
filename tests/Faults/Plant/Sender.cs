using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Local.Telemetry;
using ExposurePipeline.Tests.Faults.Rounds;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>A producer that sends an event until it was accepted.</summary>
internal sealed class Sender(string hubs)
{
    /// <summary>Spreads the events over a time; those of a key keep their order.</summary>
    public Task SendAsync(IReadOnlyList<InputEvent> events, TimeSpan over) =>
        Task.WhenAll(events.Index().GroupBy(e => (e.Item.Hub, e.Item.Key)).Select(async lane =>
        {
            var started = TimeProvider.System.GetTimestamp();
            foreach (var (index, item) in lane)
            {
                var due = (over * index / events.Count) - TimeProvider.System.GetElapsedTime(started);
                await Task.Delay(due > TimeSpan.Zero ? due : TimeSpan.Zero);
                await SendAsync(item);
            }
        }));

    /// <summary>Tries once.</summary>
    public async Task<bool> TrySendAsync(InputEvent item)
    {
        try
        {
            var once = new EventHubProducerClientOptions { RetryOptions = new EventHubsRetryOptions { MaximumRetries = 0 } };
            await using var producer = new EventHubProducerClient(hubs, item.Hub, once);
            await new HubSender(producer, item.Key, item.Properties).SendAsync([item.Body], null, CancellationToken.None);
            return true;
        }
        catch (Exception fault) when (fault is EventHubsException or UnauthorizedAccessException)
        {
            return false; // not accepted, or accepted without our hearing of it: then it will be there twice
        }
    }

    private async Task SendAsync(InputEvent item)
    {
        while (!await TrySendAsync(item))
            await Task.Delay(50);
    }
}
