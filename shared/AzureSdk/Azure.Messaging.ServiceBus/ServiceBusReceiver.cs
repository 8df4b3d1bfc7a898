using Azure.Core;
using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>Receives messages from one queue or subscription, and settles them. Serves all threads.</summary>
public partial class ServiceBusReceiver : IAsyncDisposable
{
    private readonly ServiceBusClient client = null!;
    private readonly MessagingChannel channel = null!;
    private readonly string path = "";
    private volatile bool isClosed;

    /// <summary>For mocks.</summary>
    protected ServiceBusReceiver()
    {
    }

    internal ServiceBusReceiver(ServiceBusClient client, string entityPath, ServiceBusReceiverOptions? options)
    {
        this.client = client;
        EntityPath = entityPath + Beside(options?.SubQueue ?? SubQueue.None);
        ReceiveMode = options?.ReceiveMode ?? ServiceBusReceiveMode.PeekLock;
        Identifier = options?.Identifier ?? $"{EntityPath}-{Guid.NewGuid()}";
        path = $"{Http.EntityPath.Escape(entityPath)}{Beside(options?.SubQueue ?? SubQueue.None)}/messages";
        channel = client.Channel(EntityPath);
    }

    /// <summary>The queue, or topic and subscription.</summary>
    public virtual string EntityPath { get; } = "";

    /// <summary>The namespace's host name.</summary>
    public virtual string FullyQualifiedNamespace => client.FullyQualifiedNamespace;

    /// <summary>The name for logs.</summary>
    public virtual string Identifier { get; } = "";

    /// <summary>Whether the receiver or its client was closed.</summary>
    public virtual bool IsClosed => isClosed || client.IsClosed;

    /// <summary>Lock or delete.</summary>
    public virtual ServiceBusReceiveMode ReceiveMode { get; }

    /// <summary>Receives the next message, waiting for one up to <paramref name="maxWaitTime"/> (rounded up to seconds; by default the try timeout); null when none came.</summary>
    /// <exception cref="ServiceBusException">The service failed after all retries.</exception>
    /// <exception cref="UnauthorizedAccessException">The key or identity may not listen.</exception>
    /// <exception cref="ObjectDisposedException">The receiver or its client was closed.</exception>
    public virtual async Task<ServiceBusReceivedMessage?> ReceiveMessageAsync(TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        var wait = TimeSpan.FromSeconds(Math.Ceiling(Limits.Within(maxWaitTime ?? client.TryTimeout, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(maxWaitTime)).TotalSeconds));
        var method = ReceiveMode == ServiceBusReceiveMode.PeekLock ? RequestMethod.Post : RequestMethod.Delete;
        var response = await channel.ReceiveAsync(method, $"{path}/head?timeout={(int)wait.TotalSeconds}", wait, cancellationToken);
        if (response.Status == 204) return null;
        return ReceivedMessageReader.TryRead(response, out var message) ? message : throw Unreadable();
    }

    /// <summary>
    /// Receives up to <paramref name="maxMessages"/>: waits for the first as <see cref="ReceiveMessageAsync"/> does, then takes what is there. REST hands
    /// out one per request. A failure after the first message ends the batch instead of losing it.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">Less than one message was asked for.</exception>
    /// <inheritdoc cref="ReceiveMessageAsync" path="/exception"/>
    public virtual async Task<IReadOnlyList<ServiceBusReceivedMessage>> ReceiveMessagesAsync(int maxMessages, TimeSpan? maxWaitTime = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxMessages, 1);
        var received = new List<ServiceBusReceivedMessage>();
        var next = await ReceiveMessageAsync(maxWaitTime, cancellationToken);
        while (next is not null)
        {
            received.Add(next);
            next = received.Count < maxMessages ? await NextOrNoneAsync(cancellationToken) : null;
        }

        return received;
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

    private static string Beside(SubQueue subQueue) => subQueue switch
    {
        SubQueue.DeadLetter => "/$DeadLetterQueue",
        SubQueue.TransferDeadLetter => "/$Transfer/$DeadLetterQueue",
        _ => "",
    };

    private async Task<ServiceBusReceivedMessage?> NextOrNoneAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await ReceiveMessageAsync(TimeSpan.Zero, cancellationToken);
        }
        catch (Exception exception) when (exception is ServiceBusException or OperationCanceledException or ObjectDisposedException)
        {
            return null; // the caller holds locks already; the next call meets the fault again
        }
    }

    private ServiceBusException Unreadable() =>
        new("The service delivered a message whose BrokerProperties are not the documented JSON object.", ServiceBusFailureReason.GeneralError, EntityPath);

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(IsClosed, this);
}
