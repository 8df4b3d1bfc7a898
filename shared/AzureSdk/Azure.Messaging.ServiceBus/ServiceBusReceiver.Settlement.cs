using Azure.Core;
using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

public partial class ServiceBusReceiver
{
    /// <summary>Removes a locked message: it was processed.</summary>
    /// <exception cref="ServiceBusException">The lock was lost, or the service failed after all retries.</exception>
    public virtual Task CompleteMessageAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default) =>
        SettleAsync(RequestMethod.Delete, message, cancellationToken);

    /// <summary>Unlocks a message, so that it is delivered again at once.</summary>
    /// <exception cref="NotSupportedException"><paramref name="propertiesToModify"/> is not empty; the REST protocol cannot change a message.</exception>
    /// <inheritdoc cref="CompleteMessageAsync" path="/exception"/>
    public virtual Task AbandonMessageAsync(ServiceBusReceivedMessage message, IDictionary<string, object>? propertiesToModify = null, CancellationToken cancellationToken = default) =>
        propertiesToModify is { Count: > 0 }
            ? throw new NotSupportedException("Over REST a message is abandoned as it is; its properties cannot be changed.")
            : SettleAsync(RequestMethod.Put, message, cancellationToken);

    /// <summary>Holds a lock for another lock duration, and sets <see cref="ServiceBusReceivedMessage.LockedUntil"/> if the service names the new end.</summary>
    /// <inheritdoc cref="CompleteMessageAsync" path="/exception"/>
    public virtual async Task RenewMessageLockAsync(ServiceBusReceivedMessage message, CancellationToken cancellationToken = default)
    {
        var response = await SettleAsync(RequestMethod.Post, message, cancellationToken);
        if (!response.Headers.TryGetValue("BrokerProperties", out var json) || !BrokerProperties.TryRead(json, out var broker)) return;
        if (WireTime.Read(broker.LockedUntilUtc) is var until && until != default) message.LockedUntil = until;
    }

    private Task<Response> SettleAsync(RequestMethod method, ServiceBusReceivedMessage message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        ThrowIfClosed();
        cancellationToken.ThrowIfCancellationRequested();
        if (ReceiveMode != ServiceBusReceiveMode.PeekLock) throw new InvalidOperationException("A message received and deleted has no lock.");
        return channel.SettleAsync(method, message.LockPath ?? $"{path}/{message.SequenceNumber}/{message.LockToken}", cancellationToken);
    }
}
