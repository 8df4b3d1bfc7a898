namespace ExposurePipeline.Local.Broker.Hubs;

/// <summary>Where a partition ends. The tail belongs to the writer's thread; readers see what was committed.</summary>
internal sealed class Partition(long id, int number)
{
    private long _committed;
    private long _firstKept;

    public long Id => id;

    public int Number => number;

    public PartitionTail Tail { get; set; }

    /// <summary>Sequence numbers below this one are committed and may be read.</summary>
    public long Committed => Interlocked.Read(ref _committed);

    /// <summary>The oldest event that retention left, or the next one when it left none.</summary>
    public long FirstKept
    {
        get => Interlocked.Read(ref _firstKept);
        set => Interlocked.Exchange(ref _firstKept, value);
    }

    public Signal Arrival { get; } = new();

    public string Insert { get; } =
        $"INSERT INTO {Storage.Schema.Events(id)}(sequence, offset, enqueued, partition_key, properties, body) VALUES($1, $2, $3, $4, $5, $6)";

    public string Select { get; } =
        $"SELECT sequence, offset, enqueued, partition_key, properties, body FROM {Storage.Schema.Events(id)} WHERE sequence >= $1 AND sequence < $2 ORDER BY sequence LIMIT $3";

    /// <summary>Groups may be acknowledged out of order; the end of the readable part never moves back.</summary>
    public void Commit(long next)
    {
        var seen = Committed;
        while (seen < next)
        {
            var found = Interlocked.CompareExchange(ref _committed, next, seen);
            if (found == seen)
                break;
            seen = found;
        }

        Arrival.Pulse();
    }
}

/// <param name="NextSequence">The next event's sequence number.</param>
/// <param name="NextOffset">The next event's offset.</param>
/// <param name="LastEnqueued">UTC ticks of the last event's arrival.</param>
internal readonly record struct PartitionTail(long NextSequence, long NextOffset, long LastEnqueued);
