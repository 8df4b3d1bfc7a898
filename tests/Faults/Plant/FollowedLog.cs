using System.Globalization;
using System.Text.Json;
using ExposurePipeline.Local.Broker;
using Microsoft.Data.Sqlite;

namespace ExposurePipeline.Tests.Faults.Plant;

/// <summary>The hubs of a running local host as a second reader sees them: its checkpoints are its own.</summary>
/// <param name="database">The broker's file; only read.</param>
/// <param name="hubs">The hubs.</param>
/// <param name="start">Where each partition begins, by hub and number.</param>
internal sealed class FollowedLog(string database, IReadOnlyList<HubDescription> hubs, IReadOnlyDictionary<(string Hub, int Partition), long> start) : IHubLog
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    public IReadOnlyList<HubDescription> Hubs => hubs;

    /// <summary>Where every partition ends now.</summary>
    public static Dictionary<(string Hub, int Partition), long> Ends(string database) =>
        Query(database, "SELECT hub.name, partition.number, partition.next_sequence FROM partition JOIN hub ON hub.id = partition.hub", row => ((row.GetString(0), row.GetInt32(1)), row.GetInt64(2)))
            .ToDictionary(r => r.Item1, r => r.Item2);

    public ValueTask<IReadOnlyList<HubEvent>> ReadAsync(string hub, int partition, long fromSequenceNumber, int maxEvents, CancellationToken ct)
    {
        var id = Query(database, $"SELECT partition.id FROM partition JOIN hub ON hub.id = partition.hub WHERE hub.name = '{hub}' AND partition.number = {partition}", row => row.GetInt64(0)).Single();
        return new(Query(database, string.Create(CultureInfo.InvariantCulture,
            $"SELECT sequence, offset, enqueued, partition_key, properties, body FROM events_{id} WHERE sequence >= {fromSequenceNumber} ORDER BY sequence LIMIT {maxEvents}"), Event));
    }

    public async Task WaitAsync(string hub, int partition, long fromSequenceNumber, CancellationToken ct)
    {
        while ((await ReadAsync(hub, partition, fromSequenceNumber, 1, ct)).Count == 0)
            await Task.Delay(Look, ct);
    }

    public ValueTask<long> GetCheckpointAsync(string hub, string consumerGroup, int partition, CancellationToken ct) => new(start.GetValueOrDefault((hub, partition)));

    public Task SetCheckpointAsync(string hub, string consumerGroup, int partition, long nextSequenceNumber, CancellationToken ct) => Task.CompletedTask;

    public ValueTask<IReadOnlyList<PartitionLag>> GetLagAsync(CancellationToken ct) => new([]);

    private static HubEvent Event(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetInt64(1), new DateTimeOffset(row.GetInt64(2), TimeSpan.Zero), row.IsDBNull(3) ? null : row.GetString(3), row.GetFieldValue<byte[]>(5),
        row.IsDBNull(4) ? new() : JsonSerializer.Deserialize<Dictionary<string, object?>>(row.GetString(4))!.ToDictionary(p => p.Key, p => (object?)p.Value?.ToString()));

    private static List<T> Query<T>(string database, string sql, Func<SqliteDataReader, T> read)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // names and numbers of ours
        command.CommandText = sql;
#pragma warning restore CA2100
        using var rows = command.ExecuteReader();
        var found = new List<T>();
        while (rows.Read())
            found.Add(read(rows));
        return found;
    }
}
