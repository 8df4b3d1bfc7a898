using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>Sends messages to one queue or topic. Cheap to share: one instance serves all threads.</summary>
public class ServiceBusSender : IAsyncDisposable
{
    /// <summary>Most bytes of one request: 256 KiB, the service's limit in the Standard tier.</summary>
    internal const long MaximumBatchSize = 256 * 1024;

    private readonly ServiceBusClient client = null!;
    private readonly MessagingChannel channel = null!;
    private readonly string path = "";
    private volatile bool isClosed;

    /// <summary>For mocks.</summary>
    protected ServiceBusSender()
    {
    }

    internal ServiceBusSender(ServiceBusClient client, string queueOrTopicName, ServiceBusSenderOptions? options)
    {
        this.client = client;
        EntityPath = queueOrTopicName;
        Identifier = options?.Identifier ?? $"{queueOrTopicName}-{Guid.NewGuid()}";
        path = $"{Http.EntityPath.Escape(queueOrTopicName)}/messages";
        channel = client.Channel(queueOrTopicName);
    }

    /// <summary>The queue or topic.</summary>
    public virtual string EntityPath { get; } = "";

    /// <summary>The namespace's host name.</summary>
    public virtual string FullyQualifiedNamespace => client.FullyQualifiedNamespace;

    /// <summary>The name for logs.</summary>
    public virtual string Identifier { get; } = "";

    /// <summary>Whether the sender or its client was closed.</summary>
    public virtual bool IsClosed => isClosed || client.IsClosed;

    /// <summary>Sends one message.</summary>
    /// <inheritdoc cref="SendMessagesAsync(IEnumerable{ServiceBusMessage}, CancellationToken)" path="/exception"/>
    public virtual Task SendMessageAsync(ServiceBusMessage message, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        return SendMessagesAsync([message], cancellationToken);
    }

    /// <summary>Sends messages in one request, all or none.</summary>
    /// <exception cref="ServiceBusException">They exceed one request's size (nothing was sent), or the service failed after all retries.</exception>
    /// <exception cref="UnauthorizedAccessException">The key or identity may not send.</exception>
    /// <exception cref="ObjectDisposedException">The sender or its client was closed.</exception>
    public virtual async Task SendMessagesAsync(IEnumerable<ServiceBusMessage> messages, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ThrowIfClosed();
        using var batch = new ServiceBusMessageBatch(MaximumBatchSize);
        foreach (var one in messages)
        {
            if (!batch.TryAddMessage(one)) throw TooLarge(batch);
        }

        await SendMessagesAsync(batch, cancellationToken);
    }

    /// <summary>Sends a batch in one request, all or none; an empty one needs no request.</summary>
    /// <inheritdoc cref="SendMessagesAsync(IEnumerable{ServiceBusMessage}, CancellationToken)" path="/exception"/>
    public virtual async Task SendMessagesAsync(ServiceBusMessageBatch messageBatch, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messageBatch);
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        if (messageBatch.Count > 0) await channel.SendBatchAsync(path, messageBatch.ToBody(), null, cancellationToken);
    }

    /// <summary>An empty batch of default size.</summary>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CancellationToken cancellationToken = default) =>
        CreateMessageBatchAsync(null, cancellationToken);

    /// <summary>An empty batch. No request is made.</summary>
    /// <exception cref="ArgumentOutOfRangeException">More bytes were asked for than the service takes.</exception>
    public virtual ValueTask<ServiceBusMessageBatch> CreateMessageBatchAsync(CreateMessageBatchOptions? options, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        var size = Limits.Within(options?.MaxSizeInBytes ?? MaximumBatchSize, 0, MaximumBatchSize, nameof(CreateMessageBatchOptions.MaxSizeInBytes));
        return ValueTask.FromResult(new ServiceBusMessageBatch(size));
    }

    /// <summary>Refuses further use. Idempotent.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        isClosed = true;
        return Task.CompletedTask;
    }

    /// <summary>As <see cref="CloseAsync"/>.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private ServiceBusException TooLarge(ServiceBusMessageBatch batch) => new(
        $"Message {batch.Count} (counted from 0) takes {batch.LastMessageSize} bytes and does not fit after {batch.SizeInBytes} bytes; one request takes {batch.MaxSizeInBytes}.",
        ServiceBusFailureReason.MessageSizeExceeded,
        EntityPath);

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed, this);
}
