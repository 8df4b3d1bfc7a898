namespace ExposurePipeline.Local.Broker;

/// <summary>One event as a partition keeps it.</summary>
/// <param name="SequenceNumber">Its place in the partition: from 0, without gaps.</param>
/// <param name="Offset">Bytes kept before it in the partition, ever; grows with the sequence number.</param>
/// <param name="EnqueuedTime">When the partition took it; never earlier than the event before it.</param>
/// <param name="PartitionKey">The key that chose the partition; null when none did.</param>
/// <param name="Body">The bytes, untouched.</param>
/// <param name="Properties">Application properties: text, <see cref="long"/>, <see cref="double"/>, <see cref="bool"/> or null.</param>
public sealed record HubEvent(
    long SequenceNumber,
    long Offset,
    DateTimeOffset EnqueuedTime,
    string? PartitionKey,
    ReadOnlyMemory<byte> Body,
    IReadOnlyDictionary<string, object?> Properties);

/// <summary>A hub as configured.</summary>
/// <param name="Name">Its name; compared without regard to case.</param>
/// <param name="PartitionCount">1 to 32; partitions are numbered from 0.</param>
/// <param name="ConsumerGroups">Always with <c>$Default</c>.</param>
public sealed record HubDescription(string Name, int PartitionCount, IReadOnlyList<string> ConsumerGroups);

/// <summary>How far one consumer group is behind in one partition.</summary>
/// <param name="Hub">The hub's name.</param>
/// <param name="ConsumerGroup">The reader.</param>
/// <param name="Partition">The partition's number.</param>
/// <param name="LastSequenceNumber">The newest event's; -1 when there never was one.</param>
/// <param name="NextSequenceNumber">The checkpoint: the next event to read.</param>
/// <param name="OldestUnreadEnqueuedTime">When the next event was taken; null when nothing is unread.</param>
public sealed record PartitionLag(
    string Hub,
    string ConsumerGroup,
    int Partition,
    long LastSequenceNumber,
    long NextSequenceNumber,
    DateTimeOffset? OldestUnreadEnqueuedTime)
{
    /// <summary>Events not yet read; those that retention removed count as unread.</summary>
    public long Unread => Math.Max(0, LastSequenceNumber + 1 - NextSequenceNumber);
}
