using Azure.Core;
using Azure.Messaging.Http;

namespace Azure.Messaging.EventHubs.Producer;

/// <summary>Publishes events to one hub. Cheap to share: one instance serves all threads for the life of the process.</summary>
public class EventHubProducerClient : IAsyncDisposable
{
    /// <summary>Most bytes of one request: 1 MiB, the service's limit from the Standard tier on.</summary>
    internal const long MaximumBatchSize = 1024 * 1024;

    private const string Scope = "https://eventhubs.azure.net/.default";

    private readonly MessagingChannel channel = null!;

    /// <summary>For mocks.</summary>
    protected EventHubProducerClient()
    {
    }

    /// <summary>A producer for the hub that the connection string names in <c>EntityPath</c>.</summary>
    /// <exception cref="FormatException">The connection string is malformed.</exception>
    /// <exception cref="ArgumentException">A part is missing.</exception>
    public EventHubProducerClient(string connectionString) : this(connectionString, (string?)null, null)
    {
    }

    /// <summary>As above, with options.</summary>
    public EventHubProducerClient(string connectionString, EventHubProducerClientOptions? clientOptions) : this(connectionString, null, clientOptions)
    {
    }

    /// <summary>A producer for this hub.</summary>
    /// <exception cref="FormatException">The connection string is malformed.</exception>
    /// <exception cref="ArgumentException">A part is missing, or the connection string names another hub.</exception>
    public EventHubProducerClient(string connectionString, string? eventHubName) : this(connectionString, eventHubName, null)
    {
    }

    /// <summary>As above, with options.</summary>
    public EventHubProducerClient(string connectionString, string? eventHubName, EventHubProducerClientOptions? clientOptions)
    {
        var connection = ConnectionString.Parse(connectionString);
        var options = clientOptions ?? new EventHubProducerClientOptions();
        EventHubName = OneName(connection.EntityPath, eventHubName);
        var home = MessagingNamespace.Open(connection, EventHubName, options.RetryOptions.ToSettings(), options.ConnectionOptions.ToSettings());
        (channel, FullyQualifiedNamespace, Identifier) = Bind(home, options);
    }

    /// <summary>A producer that calls as the credential's identity, over HTTPS.</summary>
    /// <exception cref="ArgumentException">A name is empty, or the namespace is no host name.</exception>
    public EventHubProducerClient(string fullyQualifiedNamespace, string eventHubName, TokenCredential credential, EventHubProducerClientOptions? clientOptions = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(eventHubName);
        var options = clientOptions ?? new EventHubProducerClientOptions();
        EventHubName = eventHubName;
        var home = MessagingNamespace.Open(fullyQualifiedNamespace, credential, Scope, options.RetryOptions.ToSettings(), options.ConnectionOptions.ToSettings());
        (channel, FullyQualifiedNamespace, Identifier) = Bind(home, options);
    }

    /// <summary>The hub.</summary>
    public string EventHubName { get; } = "";

    /// <summary>The namespace's host name.</summary>
    public string FullyQualifiedNamespace { get; } = "";

    /// <summary>The name for logs.</summary>
    public string Identifier { get; } = "";

    /// <summary>Whether <see cref="CloseAsync"/> or <see cref="DisposeAsync"/> was called.</summary>
    public bool IsClosed { get; protected set; }

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

    /// <summary>Refuses further use. Idempotent.</summary>
    public virtual Task CloseAsync(CancellationToken cancellationToken = default)
    {
        IsClosed = true;
        return Task.CompletedTask;
    }

    /// <summary>As <see cref="CloseAsync"/>.</summary>
    public virtual async ValueTask DisposeAsync()
    {
        await CloseAsync();
        GC.SuppressFinalize(this);
    }

    private (MessagingChannel Channel, string Namespace, string Identifier) Bind(MessagingNamespace home, EventHubProducerClientOptions options) =>
        (new MessagingChannel(home, fault => EventHubsFaults.ToException(fault, EventHubName)), home.FullyQualifiedNamespace, options.Identifier ?? Guid.NewGuid().ToString());

    private static string OneName(string? inConnectionString, string? asked) => (inConnectionString, asked) switch
    {
        (null or "", null or "") => throw ConnectionString.Wrong("No hub is named: neither by 'EntityPath' in the connection string nor by the argument."),
        ({ Length: > 0 } one, { Length: > 0 } other) when !one.Equals(other, StringComparison.OrdinalIgnoreCase) =>
            throw ConnectionString.Wrong($"The connection string's 'EntityPath' names hub '{one}', the argument names '{other}'."),
        _ => string.IsNullOrEmpty(asked) ? inConnectionString! : asked,
    };

    private EventHubsException TooLarge(EventDataBatch batch) => new(
        EventHubName,
        $"Event {batch.Count} (counted from 0) takes {batch.LastEventSize} bytes and does not fit after {batch.SizeInBytes} bytes; one request takes {batch.MaximumSizeInBytes}.",
        EventHubsException.FailureReason.MessageSizeExceeded);

    private void ThrowIfClosed()
    {
        if (IsClosed) throw new EventHubsException(false, EventHubName, "The producer is closed.", EventHubsException.FailureReason.ClientClosed);
    }
}
