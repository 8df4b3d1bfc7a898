using Azure.Messaging.Http;

namespace Azure.Messaging.EventHubs.Producer;

/// <summary>Events that go out in one request; each is encoded as it is added, so a batch that was filled fits.</summary>
public sealed class EventDataBatch : IDisposable
{
    private readonly BatchBody body;
    private readonly Lock gate = new();

    internal EventDataBatch(long maximumSize, SendEventOptions options)
    {
        body = new BatchBody(maximumSize);
        Options = options;
    }

    /// <summary>Most bytes, inclusive.</summary>
    public long MaximumSizeInBytes => body.MaximumSize;

    /// <summary>Bytes so far, as they will be sent.</summary>
    public long SizeInBytes => body.Size;

    /// <summary>Events so far.</summary>
    public int Count => body.Count;

    internal SendEventOptions Options { get; }

    internal int LastEventSize => body.LastElementSize;

    /// <summary>Adds the event as it is now; false, and no change, if the batch would grow beyond <see cref="MaximumSizeInBytes"/>.</summary>
    public bool TryAdd(EventData eventData)
    {
        ArgumentNullException.ThrowIfNull(eventData);
        lock (gate) return body.TryAdd(eventData.ToWire(Options.PartitionKey));
    }

    /// <summary>Gives back what encoding needed. The batch takes no more events.</summary>
    public void Dispose() => body.Dispose();

    internal ReadOnlyMemory<byte> ToBody()
    {
        lock (gate) return body.ToBody();
    }
}
