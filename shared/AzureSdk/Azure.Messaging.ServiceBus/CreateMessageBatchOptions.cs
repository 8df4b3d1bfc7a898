namespace Azure.Messaging.ServiceBus;

/// <summary>How large a batch may grow.</summary>
public class CreateMessageBatchOptions
{
    /// <summary>Most bytes of the batch, inclusive; by default, and at most, 256 KiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 24, the least the real package allows.</exception>
    public long? MaxSizeInBytes
    {
        get;
        set => field = value is null or >= 24 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A batch needs at least 24 bytes.");
    }
}
