namespace Azure.Messaging.EventHubs.Producer;

/// <summary>How large a batch may grow and where it goes.</summary>
public class CreateBatchOptions : SendEventOptions
{
    /// <summary>Most bytes of the batch, inclusive; by default, and at most, 1 MiB.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 24, the least the real package allows.</exception>
    public long? MaximumSizeInBytes
    {
        get;
        set => field = value is null or >= 24 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "A batch needs at least 24 bytes.");
    }
}
