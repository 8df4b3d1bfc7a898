using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>Messages that go out in one request; each is encoded as it is added, so a batch that was filled fits.</summary>
public sealed class ServiceBusMessageBatch : IDisposable
{
    private readonly BatchBody body;
    private readonly Lock gate = new();

    internal ServiceBusMessageBatch(long maximumSize) => body = new BatchBody(maximumSize);

    /// <summary>Most bytes, inclusive.</summary>
    public long MaxSizeInBytes => body.MaximumSize;

    /// <summary>Bytes so far, as they will be sent.</summary>
    public long SizeInBytes => body.Size;

    /// <summary>Messages so far.</summary>
    public int Count => body.Count;

    internal int LastMessageSize => body.LastElementSize;

    /// <summary>Adds the message as it is now; false, and no change, if the batch would grow beyond <see cref="MaxSizeInBytes"/>.</summary>
    public bool TryAddMessage(ServiceBusMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (gate) return body.TryAdd(message.ToWire());
    }

    /// <summary>Gives back what encoding needed. The batch takes no more messages.</summary>
    public void Dispose() => body.Dispose();

    internal ReadOnlyMemory<byte> ToBody()
    {
        lock (gate) return body.ToBody();
    }
}
