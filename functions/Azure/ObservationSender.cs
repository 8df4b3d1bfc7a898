using System.Diagnostics;
using System.Globalization;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Functions.Telemetry;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Sends events to hub <c>observations</c>, lane by lane.</summary>
/// <param name="producer">Connected on first use.</param>
/// <param name="lanes">The keys by which they are sent.</param>
/// <param name="states">Where the outcome is noted for the health report.</param>
internal sealed class ObservationSender(Lazy<EventHubProducerClient> producer, Lanes lanes, DependencyStates states)
{
    private const int LanesAtOnce = 8;

    /// <summary>The keys by which events are sent.</summary>
    public Lanes Lanes => lanes;

    /// <summary>Returns when all were accepted; order holds inside a lane.</summary>
    public Task SendAsync(IEnumerable<(string Lane, EventData Event)> events, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = LanesAtOnce, CancellationToken = cancellation };
        return states.WatchAsync(DependencyStates.EventHubs, () => Parallel.ForEachAsync(
            events.GroupBy(static item => item.Lane, static item => item.Event), options, async (lane, token) => await SendLaneAsync(lane, token)));
    }

    /// <summary>An event with the properties by which the next hop goes on with latency and trace.</summary>
    public static EventData Create(ReadOnlyMemory<byte> body, DateTimeOffset? enqueued, string? traceParent)
    {
        var data = new EventData(body);
        if (enqueued is { } time)
        {
            data.Properties[EventProperty.Enqueued] = time.ToString("O", CultureInfo.InvariantCulture);
        }

        if ((Activity.Current?.Id ?? traceParent) is { } trace)
        {
            data.Properties[EventProperty.TraceParent] = trace;
        }

        return data;
    }

    private async Task SendLaneAsync(IGrouping<string, EventData> lane, CancellationToken cancellation)
    {
        var options = new CreateBatchOptions { PartitionKey = lane.Key };
        var batch = await producer.Value.CreateBatchAsync(options, cancellation);
        try
        {
            foreach (var data in lane)
            {
                if (!batch.TryAdd(data))
                {
                    await producer.Value.SendAsync(batch, cancellation);
                    batch.Dispose();
                    batch = await producer.Value.CreateBatchAsync(options, cancellation);
                    Require(batch.TryAdd(data), data);
                }
            }

            await producer.Value.SendAsync(batch, cancellation);
        }
        finally
        {
            batch.Dispose();
        }
    }

    private void Require(bool added, EventData data)
    {
        if (!added)
        {
            throw new EventHubsException(
                isTransient: false, producer.Value.EventHubName, $"An event of {data.EventBody.ToMemory().Length} bytes exceeds what the hub takes.",
                EventHubsException.FailureReason.MessageSizeExceeded);
        }
    }
}
