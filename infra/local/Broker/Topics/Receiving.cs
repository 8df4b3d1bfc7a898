using System.Text.Json;
using ExposurePipeline.Local.Broker.Storage;
using Microsoft.Data.Sqlite;

namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>
/// Hands out the next message, within the writer's transaction. REST knows no session receive, so a plain receive keeps each session's order: a
/// message waits while an earlier one of its session is locked. Azure would refuse a plain receive on a session-enabled entity instead.
/// </summary>
internal static class Receiving
{
    private const string Select = """
        SELECT sequence, broker, content_type, properties, body, delivery_count, enqueued FROM message m
        WHERE entity = $1 AND locked_until IS NULL AND scheduled_for IS NULL AND (session_id IS NULL OR NOT EXISTS (
            SELECT 1 FROM message earlier WHERE earlier.entity = m.entity AND earlier.session_id = m.session_id
                AND earlier.locked_until IS NOT NULL AND earlier.sequence < m.sequence))
        ORDER BY sequence LIMIT 1
        """;

    /// <summary>A message, or, when there is none, the instant at which time alone may bring one.</summary>
    public static (ReceivedMessage? Message, DateTimeOffset? Due) Take(Session session, Entity from, bool delete, DateTimeOffset now)
    {
        if (from.Owner is { } owner)
            Sweep.Run(session, owner, now); // its lost locks may be this queue's next letters
        Sweep.Run(session, from, now);

        if (Next(session, from) is not { } message)
            return (null, NextDue(session, from, now));
        return (delete ? Remove(session, from, message) : Lock(session, from, message, now), null);
    }

    private static ReceivedMessage? Next(Session session, Entity from)
    {
        using var rows = session[Select].Query(from.Id);
        return rows.Read() ? Message(rows) : null;
    }

    private static ReceivedMessage Message(SqliteDataReader row)
    {
        var broker = JsonSerializer.Deserialize(row.GetString(1), TopicJson.Default.BrokerProperties)!;
        var sent = new SentMessage(broker, row.IsDBNull(2) ? null : row.GetString(2), row.IsDBNull(3) ? null : row.GetString(3), row.GetFieldValue<byte[]>(4));
        return new(row.GetInt64(0), sent, row.GetInt32(5) + 1, new DateTimeOffset(row.GetInt64(6), TimeSpan.Zero), null);
    }

    private static ReceivedMessage Remove(Session session, Entity from, ReceivedMessage message)
    {
        session["DELETE FROM message WHERE entity = $1 AND sequence = $2"].Execute(from.Id, message.SequenceNumber);
        return message;
    }

    private static ReceivedMessage Lock(Session session, Entity from, ReceivedMessage message, DateTimeOffset now)
    {
        var taken = new MessageLock(Guid.NewGuid().ToString(), now + from.Settings.LockDuration);
        session["UPDATE message SET delivery_count = delivery_count + 1, lock_token = $3, locked_until = $4 WHERE entity = $1 AND sequence = $2"]
            .Execute(from.Id, message.SequenceNumber, taken.Token, taken.Until.UtcTicks);
        return message with { Lock = taken };
    }

    private static DateTimeOffset? NextDue(Session session, Entity entity, DateTimeOffset now)
    {
        var due = session["""
            SELECT min(at) FROM (
                SELECT min(locked_until) AS at FROM message WHERE entity IN ($1, $3) AND locked_until > $2
                UNION ALL SELECT min(scheduled_for) FROM message WHERE entity IN ($1, $3) AND scheduled_for > $2
                UNION ALL SELECT min(expires) FROM message WHERE entity IN ($1, $3) AND expires > $2)
            """].Number(0, entity.Id, now.UtcTicks, entity.Owner?.Id ?? entity.Id);
        return due == 0 ? null : new DateTimeOffset(due, TimeSpan.Zero);
    }
}
