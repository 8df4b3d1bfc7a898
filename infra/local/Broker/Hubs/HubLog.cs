using System.Collections.Frozen;
using ExposurePipeline.Local.Broker.Storage;
using Microsoft.Data.Sqlite;

namespace ExposurePipeline.Local.Broker.Hubs;

/// <summary>Appends to partitions and reads them.</summary>
/// <param name="journal">The file.</param>
/// <param name="catalogue">The hubs.</param>
/// <param name="time">The clock.</param>
/// <param name="mostWaiting">Bytes that may wait for the disk; publishers are turned away beyond, so that a burst ends in the file or with its sender, not in memory.</param>
internal sealed class HubLog(Journal journal, HubCatalogue catalogue, TimeProvider time, long mostWaiting) : IHubLog
{
    private long _waiting;

    // Offsets count what an event costs beside its body, roughly; their differences feed the retention by size.
    private const int EventOverhead = 24;

    public IReadOnlyList<HubDescription> Hubs => [.. catalogue.All.Select(hub => hub.Description)];

    /// <summary>Appends all or none; completes once they are stored. False, with nothing stored, when too much waits to be stored already.</summary>
    public async Task<bool> TryAppendAsync(IReadOnlyList<NewEvent> events)
    {
        var bytes = events.Sum(each => (long)each.Body.Length);
        if (Interlocked.Add(ref _waiting, bytes) - bytes >= mostWaiting)
        {
            Interlocked.Add(ref _waiting, -bytes);
            return false;
        }

        try
        {
            var ends = await journal.WriteAsync(session => Append(session, events));
            foreach (var (partition, next) in ends)
                partition.Commit(next);
            return true;
        }
        finally
        {
            Interlocked.Add(ref _waiting, -bytes);
        }
    }

    public ValueTask<IReadOnlyList<HubEvent>> ReadAsync(string hub, int partition, long fromSequenceNumber, int maxEvents, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var source = Find(hub, partition);
        return source.Committed <= fromSequenceNumber
            ? new([])
            : new(journal.Read(session => Read(session, source, fromSequenceNumber, maxEvents)));
    }

    public async Task WaitAsync(string hub, int partition, long fromSequenceNumber, CancellationToken ct)
    {
        var source = Find(hub, partition);
        for (var arrival = source.Arrival.Next; source.Committed <= Math.Max(fromSequenceNumber, source.FirstKept); arrival = source.Arrival.Next)
            await arrival.WaitAsync(ct);
    }

    public ValueTask<long> GetCheckpointAsync(string hub, string consumerGroup, int partition, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var source = Find(hub, partition);
        return new(journal.Read(session => Checkpoint(session, source, consumerGroup)));
    }

    public Task SetCheckpointAsync(string hub, string consumerGroup, int partition, long nextSequenceNumber, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var source = Find(hub, partition);
        return journal.WriteAsync(session => session[
            "INSERT INTO checkpoint(partition, consumer_group, next_sequence) VALUES($1, $2, $3) ON CONFLICT DO UPDATE SET next_sequence = excluded.next_sequence"]
            .Execute(source.Id, consumerGroup, nextSequenceNumber));
    }

    public ValueTask<IReadOnlyList<PartitionLag>> GetLagAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        return new(journal.Read<IReadOnlyList<PartitionLag>>(session => [
            .. from hub in catalogue.All
               from consumerGroup in hub.ConsumerGroups
               from partition in hub.Partitions
               select Lag(session, hub, consumerGroup, partition)]));
    }

    private Partition Find(string hub, int partition)
    {
        var found = catalogue.Find(hub) ?? throw new UnknownHubException($"There is no hub {hub}.");
        return partition >= 0 && partition < found.Partitions.Count
            ? found.Partitions[partition]
            : throw new UnknownHubException($"Hub {hub} has no partition {partition}; it has {found.Partitions.Count}, from 0.");
    }

    private Dictionary<Partition, long> Append(Session session, IReadOnlyList<NewEvent> events)
    {
        var now = time.GetUtcNow().UtcTicks;
        var ends = new Dictionary<Partition, long>();
        foreach (var item in events)
        {
            Append(session, item, now);
            ends[item.Partition] = item.Partition.Tail.NextSequence;
        }

        foreach (var partition in ends.Keys)
        {
            session["UPDATE partition SET next_sequence = $2, next_offset = $3, last_enqueued = $4 WHERE id = $1"]
                .Execute(partition.Id, partition.Tail.NextSequence, partition.Tail.NextOffset, partition.Tail.LastEnqueued);
        }

        return ends;
    }

    private static void Append(Session session, in NewEvent item, long now)
    {
        var tail = item.Partition.Tail;
        var enqueued = Math.Max(now, tail.LastEnqueued); // a clock set back must not put a later event before an earlier one
        session[item.Partition.Insert].Execute(tail.NextSequence, tail.NextOffset, enqueued, item.PartitionKey, item.Properties, item.Body);
        item.Partition.Tail = new(
            tail.NextSequence + 1,
            tail.NextOffset + item.Body.Length + (item.Properties?.Length ?? 0) + EventOverhead,
            enqueued);
    }

    private static List<HubEvent> Read(Session session, Partition source, long from, int most)
    {
        var events = new List<HubEvent>(Math.Min(most, 256));
        using var rows = session[source.Select].Query(from, source.Committed, most);
        while (rows.Read())
            events.Add(Event(rows));
        return events;
    }

    private static HubEvent Event(SqliteDataReader row) => new(
        row.GetInt64(0),
        row.GetInt64(1),
        new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero),
        row.IsDBNull(3) ? null : row.GetString(3),
        row.GetFieldValue<byte[]>(5),
        row.IsDBNull(4) ? FrozenDictionary<string, object?>.Empty : PropertyText.Read(row.GetString(4)));

    private static long Checkpoint(Session session, Partition source, string consumerGroup) =>
        session["SELECT next_sequence FROM checkpoint WHERE partition = $1 AND consumer_group = $2"].Number(0, source.Id, consumerGroup);

    private static PartitionLag Lag(Session session, Hub hub, string consumerGroup, Partition partition)
    {
        var next = Checkpoint(session, partition, consumerGroup);
        var oldest = session[$"SELECT enqueued FROM {Schema.Events(partition.Id)} WHERE sequence >= $1 ORDER BY sequence LIMIT 1"].Number(-1, next);
        return new(hub.Name, consumerGroup, partition.Number, partition.Committed - 1, next, oldest < 0 ? null : new DateTimeOffset(oldest, TimeSpan.Zero));
    }
}
