using System.Collections.Concurrent;
using ExposurePipeline.Local.Broker.Storage;

namespace ExposurePipeline.Local.Broker.Hubs;

/// <summary>Which hubs exist. What was declared once stays, with its events, until the file is deleted.</summary>
internal sealed class HubCatalogue
{
    /// <summary>As the official emulator; Event Hubs Standard has the same limit.</summary>
    public const int MostPartitions = 32;

    private readonly ConcurrentDictionary<string, Hub> _hubs = new(StringComparer.OrdinalIgnoreCase);
    private readonly Journal _journal;

    public HubCatalogue(Journal journal)
    {
        _journal = journal;
        _journal.RolledBack += ReadTails;
        foreach (var name in journal.Read(session => Names(session, "SELECT name FROM hub")))
            _hubs[name] = journal.Read(session => Load(session, name, []));
    }

    public IEnumerable<Hub> All => _hubs.Values.OrderBy(hub => hub.Name, StringComparer.OrdinalIgnoreCase);

    public Hub? Find(string name) => _hubs.GetValueOrDefault(name);

    /// <summary>Declares a hub. Partitions may be added later, never removed: their events would vanish.</summary>
    public async Task EnsureAsync(string name, int partitionCount, IReadOnlyList<string> consumerGroups)
    {
        if (partitionCount is < 1 or > MostPartitions)
            throw new BrokerConfigurationException($"Hub {name}: PartitionCount is {partitionCount}; it must be from 1 to {MostPartitions}.");

        if (Find(name) is { } present && present.Partitions.Count > partitionCount)
            throw new BrokerConfigurationException($"Hub {name}: PartitionCount is {partitionCount}, but the file holds {present.Partitions.Count} partitions; partitions cannot be taken away.");

        _hubs[name] = await _journal.WriteAsync(session => Store(session, name, partitionCount, [Hub.DefaultGroup, .. consumerGroups]));
    }

    private Hub Store(Session session, string name, int partitionCount, IReadOnlyList<string> consumerGroups)
    {
        session["INSERT INTO hub(name) VALUES($1) ON CONFLICT DO NOTHING"].Execute(name);
        var id = session["SELECT id FROM hub WHERE name = $1"].Number(0, name);
        foreach (var group in consumerGroups)
            session["INSERT INTO consumer_group(hub, name) VALUES($1, $2) ON CONFLICT DO NOTHING"].Execute(id, group);

        for (var number = (int)session["SELECT COUNT(*) FROM partition WHERE hub = $1"].Number(0, id); number < partitionCount; number++)
        {
            var partition = session["INSERT INTO partition(hub, number) VALUES($1, $2) RETURNING id"].Number(0, id, number);
            session.Run(Schema.CreateEvents(partition));
        }

        return Load(session, name, Find(name)?.Partitions ?? []);
    }

    // Partitions already in use are kept: their tails are the writer's only count.
    private static Hub Load(Session session, string name, IReadOnlyList<Partition> inUse)
    {
        var id = session["SELECT id FROM hub WHERE name = $1"].Number(0, name);
        var partitions = new List<Partition>();
        using (var rows = session["SELECT id, number, next_sequence, next_offset, last_enqueued FROM partition WHERE hub = $1 ORDER BY number"].Query(id))
        {
            while (rows.Read())
            {
                var partition = new Partition(rows.GetInt64(0), rows.GetInt32(1)) { Tail = new(rows.GetInt64(2), rows.GetInt64(3), rows.GetInt64(4)) };
                partition.Commit(partition.Tail.NextSequence);
                partition.FirstKept = FirstKept(session, partition);
                partitions.Add(partition.Number < inUse.Count ? inUse[partition.Number] : partition);
            }
        }

        return new Hub(name, partitions, Names(session, "SELECT name FROM consumer_group WHERE hub = $1 ORDER BY name", id));
    }

    /// <summary>Reads what <see cref="Partition.FirstKept"/> holds.</summary>
    public static long FirstKept(Session session, Partition partition) =>
        session[$"SELECT min(sequence) FROM {Schema.Events(partition.Id)}"].Number(partition.Tail.NextSequence);

    private static List<string> Names(Session session, string sql, params ReadOnlySpan<object?> values)
    {
        var names = new List<string>();
        using var rows = session[sql].Query(values);
        while (rows.Read())
            names.Add(rows.GetString(0));
        return names;
    }

    private void ReadTails(Session session)
    {
        foreach (var partition in _hubs.Values.SelectMany(hub => hub.Partitions))
        {
            using var rows = session["SELECT next_sequence, next_offset, last_enqueued FROM partition WHERE id = $1"].Query(partition.Id);
            if (rows.Read())
                partition.Tail = new(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2));
        }
    }
}
