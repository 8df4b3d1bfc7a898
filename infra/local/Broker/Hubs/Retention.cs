using ExposurePipeline.Local.Broker.Storage;

namespace ExposurePipeline.Local.Broker.Hubs;

/// <summary>Removes old events, a slice at a time so that senders never wait long behind it.</summary>
internal sealed class Retention(Journal journal, HubCatalogue catalogue, BrokerOptions options)
{
    private const int Slice = 2000;

    /// <summary>Removes everything that is due now; returns how many events went.</summary>
    public async Task<long> ApplyAsync()
    {
        var oldest = (options.Time.GetUtcNow() - options.RetainFor).UtcTicks;
        var removed = 0L;
        foreach (var partition in catalogue.All.SelectMany(hub => hub.Partitions))
            removed += await ApplyAsync(partition, oldest);
        return removed;
    }

    private async Task<long> ApplyAsync(Partition partition, long oldest)
    {
        var removed = 0L;
        for (var slice = Slice; slice == Slice; removed += slice)
            slice = await journal.WriteAsync(session => Remove(session, partition, oldest));
        return removed;
    }

    // Only the first rows are looked at: without an index on time, asking for all old rows would read the whole table.
    private int Remove(Session session, Partition partition, long oldest)
    {
        var table = Schema.Events(partition.Id);
        var floor = options.RetainBytesPerPartition is { } bytes ? partition.Tail.NextOffset - bytes : long.MinValue;
        var removed = session[$"""
            DELETE FROM {table} WHERE sequence IN (
                SELECT sequence FROM (SELECT sequence, enqueued, offset FROM {table} ORDER BY sequence LIMIT {Slice})
                WHERE enqueued < $1 OR offset < $2)
            """].Execute(oldest, floor);
        if (removed > 0)
            partition.FirstKept = HubCatalogue.FirstKept(session, partition);
        return removed;
    }
}
