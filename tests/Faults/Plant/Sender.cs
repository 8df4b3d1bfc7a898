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

    private async Task SendAsync(InputEvent item)
    {
        while (true)
        {
            try
            {
                await using var producer = new EventHubProducerClient(hubs, item.Hub);
                await new HubSender(producer, item.Key, item.Properties).SendAsync([item.Body], null, CancellationToken.None);
                return;
            }
            catch (Exception fault) when (fault is EventHubsException or UnauthorizedAccessException)
            {
                await Task.Delay(50); // not accepted, or accepted without our hearing of it: then it is there twice
            }
        }
    }
}
