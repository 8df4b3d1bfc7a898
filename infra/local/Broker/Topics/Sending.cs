using System.Text.Json;
using ExposurePipeline.Local.Broker.Storage;

namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>Stores sent messages, within the writer's transaction.</summary>
internal static class Sending
{
    private const string Insert = """
        INSERT INTO message(entity, sequence, message_id, session_id, content_type, broker, properties, enqueued, expires, scheduled_for, body)
        VALUES($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    /// <summary>Returns how many messages were new.</summary>
    public static int Send(Session session, Entity to, IReadOnlyList<Route> routes, DateTimeOffset now)
    {
        var fresh = 0;
        foreach (var (message, targets) in routes)
        {
            if (to.Settings.RequiresDuplicateDetection && !Remember(session, to, message.Broker.MessageId!, now))
                continue;
            fresh++;
            foreach (var target in targets)
                Store(session, target, message, to.Settings.DefaultMessageTimeToLive, now);
        }

        return fresh;
    }

    /// <summary>Drops message ids whose window is over.</summary>
    public static int Forget(Session session, Entity entity, DateTimeOffset now) =>
        session["DELETE FROM seen_message WHERE entity = $1 AND at <= $2"].Execute(entity.Id, WindowStart(entity, now));

    /// <summary>The next number of an entity, from 1; 0 when it was deleted.</summary>
    public static long NextSequence(Session session, long entityId) =>
        session["UPDATE entity SET next_sequence = next_sequence + 1 WHERE id = $1 RETURNING next_sequence - 1"].Number(0, entityId);

    private static bool Remember(Session session, Entity to, string messageId, DateTimeOffset now) => session["""
        INSERT INTO seen_message(entity, message_id, at) VALUES($1, $2, $3)
        ON CONFLICT DO UPDATE SET at = excluded.at WHERE at <= $4
        """].Execute(to.Id, messageId, now.UtcTicks, WindowStart(to, now)) > 0;

    private static long WindowStart(Entity entity, DateTimeOffset now) => (now - entity.Settings.DuplicateDetectionHistoryTimeWindow).UtcTicks;

    private static void Store(Session session, Entity target, SentMessage message, TimeSpan? topicTimeToLive, DateTimeOffset now)
    {
        var sequence = NextSequence(session, target.Id);
        if (sequence == 0)
            return; // the subscription was deleted since the message was routed to it

        var broker = message.Broker;
        var scheduled = broker.ScheduledEnqueueTimeUtc > now ? broker.ScheduledEnqueueTimeUtc : null;
        var visible = scheduled ?? now;
        var life = Shortest(broker.TimeToLive, topicTimeToLive, target.Settings.DefaultMessageTimeToLive);
        session[Insert].Execute(
            target.Id,
            sequence,
            broker.MessageId,
            broker.SessionId,
            message.ContentType,
            JsonSerializer.Serialize(broker with { TimeToLive = life }, TopicJson.Default.BrokerProperties),
            message.Properties,
            visible.UtcTicks,
            Expiry(visible, life),
            scheduled?.UtcTicks,
            message.Body);
    }

    private static TimeSpan? Shortest(params ReadOnlySpan<TimeSpan?> lives)
    {
        TimeSpan? shortest = null;
        foreach (var life in lives)
            shortest = life is null || shortest < life ? shortest : life;
        return shortest;
    }

    // "For ever" is often sent as the largest TimeSpan, which has no end on the calendar.
    private static long? Expiry(DateTimeOffset visible, TimeSpan? life) =>
        life is { } span && span < DateTimeOffset.MaxValue - visible ? (visible + span).UtcTicks : null;
}
