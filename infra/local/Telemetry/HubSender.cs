using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>Sends bodies to a hub in batches as large as the hub takes.</summary>
/// <param name="producer">The hub.</param>
/// <param name="partitionKey">Sends all to the partition of this key; null spreads batches.</param>
/// <param name="properties">Application properties of every event.</param>
public sealed class HubSender(EventHubProducerClient producer, string? partitionKey, IReadOnlyDictionary<string, string> properties)
{
    /// <summary>Sends all; <paramref name="progress"/> receives the running totals.</summary>
    public async Task<SendTotals> SendAsync(
        IEnumerable<ReadOnlyMemory<byte>> bodies, IProgress<SendTotals>? progress, CancellationToken cancellation)
    {
        var totals = default(SendTotals);
        var batch = await NewBatchAsync(cancellation);
        foreach (var body in bodies)
        {
            if (!batch.TryAdd(Event(body)))
            {
                await FlushAsync(batch, cancellation);
                progress?.Report(totals);
                batch = await NewBatchAsync(cancellation);
                if (!batch.TryAdd(Event(body)))
                    throw new SetupException($"An event of {body.Length:N0} bytes does not fit into a request of {batch.MaximumSizeInBytes:N0}.");
            }

            totals = new(totals.Events + 1, totals.Bytes + body.Length);
        }

        await FlushAsync(batch, cancellation);
        progress?.Report(totals);
        return totals;
    }

    private async ValueTask<EventDataBatch> NewBatchAsync(CancellationToken cancellation) =>
        await producer.CreateBatchAsync(new CreateBatchOptions { PartitionKey = partitionKey }, cancellation);

    private async Task FlushAsync(EventDataBatch batch, CancellationToken cancellation)
    {
        using (batch)
        {
            if (batch.Count > 0)
                await producer.SendAsync(batch, cancellation);
        }
    }

    private EventData Event(ReadOnlyMemory<byte> body)
    {
        var e = new EventData(body);
        foreach (var (name, value) in properties)
            e.Properties[name] = value;
        return e;
    }
}

/// <summary>What was sent.</summary>
/// <param name="Events">Number of events.</param>
/// <param name="Bytes">Of their bodies.</param>
public readonly record struct SendTotals(long Events, long Bytes);
