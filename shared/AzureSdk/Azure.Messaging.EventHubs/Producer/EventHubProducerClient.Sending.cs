using Azure.Messaging.Http;

namespace Azure.Messaging.EventHubs.Producer;

public partial class EventHubProducerClient
{
    /// <summary>An empty batch of default size.</summary>
    public virtual ValueTask<EventDataBatch> CreateBatchAsync(CancellationToken cancellationToken = default) => CreateBatchAsync(null, cancellationToken);

    /// <summary>An empty batch. No request is made.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More bytes were asked for than the service takes.</exception>
    public virtual ValueTask<EventDataBatch> CreateBatchAsync(CreateBatchOptions? options, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        var chosen = options ?? new CreateBatchOptions();
        chosen.Check();
        var size = Limits.Within(chosen.MaximumSizeInBytes ?? MaximumBatchSize, 0, MaximumBatchSize, nameof(CreateBatchOptions.MaximumSizeInBytes));
        return ValueTask.FromResult(new EventDataBatch(size, new SendEventOptions { PartitionId = chosen.PartitionId, PartitionKey = chosen.PartitionKey }));
    }

    /// <summary>Publishes events, all or none, to a partition of the service's choice.</summary>
    /// <inheritdoc cref="SendAsync(IEnumerable{EventData}, SendEventOptions, CancellationToken)" path="/exception"/>
    public virtual Task SendAsync(IEnumerable<EventData> eventBatch, CancellationToken cancellationToken = default) =>
        SendAsync(eventBatch, null, cancellationToken);

    /// <summary>Publishes events, all or none.</summary>
    /// <exception cref="EventHubsException">They exceed one request's size (nothing was sent), or the service failed after all retries.</exception>
    /// <exception cref="UnauthorizedAccessException">The key or identity may not send.</exception>
    public virtual async Task SendAsync(IEnumerable<EventData> eventBatch, SendEventOptions? options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventBatch);
        ThrowIfClosed();
        var chosen = options ?? new SendEventOptions();
        chosen.Check();
        using var batch = new EventDataBatch(MaximumBatchSize, chosen);
        foreach (var one in eventBatch)
        {
            if (!batch.TryAdd(one)) throw TooLarge(batch);
        }

        await SendAsync(batch, cancellationToken);
    }

    /// <summary>Publishes a batch, all or none; an empty one needs no request.</summary>
    /// <inheritdoc cref="SendAsync(IEnumerable{EventData}, SendEventOptions, CancellationToken)" path="/exception"/>
    public virtual async Task SendAsync(EventDataBatch eventBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(eventBatch);
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        if (eventBatch.Count == 0) return;

        var broker = new BrokerProperties { PartitionKey = eventBatch.Options.PartitionKey };
        await channel.SendBatchAsync(eventBatch.Options.PathIn(EventHubName), eventBatch.ToBody(), broker.ToJsonOrNull(), cancellationToken);
    }

    private EventHubsException TooLarge(EventDataBatch batch) => new(
        EventHubName,
        $"Event {batch.Count} (counted from 0) takes {batch.LastEventSize} bytes and does not fit after {batch.SizeInBytes} bytes; one request takes {batch.MaximumSizeInBytes}.",
        EventHubsException.FailureReason.MessageSizeExceeded);
}
