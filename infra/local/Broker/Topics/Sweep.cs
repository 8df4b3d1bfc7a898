using ExposurePipeline.Local.Broker.Storage;

namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>
/// Applies what became due in one queue or subscription: scheduled messages appear, expired ones go, lost locks are released, and messages
/// delivered too often become dead letters. Each question is one index probe, so it runs before every receive.
/// </summary>
internal static class Sweep
{
    public const string TimeToLiveExpired = "TTLExpiredException"; // the reasons Service Bus itself writes
    public const string DeliveredTooOften = "MaxDeliveryCountExceeded";

    public static int Run(Session session, Entity entity, DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        var changed = session["UPDATE message SET scheduled_for = NULL WHERE entity = $1 AND scheduled_for <= $2"].Execute(entity.Id, ticks);
        changed += Expire(session, entity, ticks);
        if (entity.DeadLetterId != 0)
            changed += DeadLetterSpent(session, entity, ticks);
        return changed + session["UPDATE message SET locked_until = NULL, lock_token = NULL WHERE entity = $1 AND locked_until <= $2"].Execute(entity.Id, ticks);
    }

    /// <summary>Moves one message; its reason and description become application properties, as Service Bus has it.</summary>
    public static void DeadLetter(Session session, Entity entity, long sequence, string reason, string description) => session["""
        UPDATE message SET entity = $3, sequence = $4, lock_token = NULL, locked_until = NULL, expires = NULL,
            properties = json_set(coalesce(properties, '{}'), '$.DeadLetterReason', $5, '$.DeadLetterErrorDescription', $6)
        WHERE entity = $1 AND sequence = $2
        """].Execute(entity.Id, sequence, entity.DeadLetterId, Sending.NextSequence(session, entity.DeadLetterId), reason, description);

    // A locked message outlives its time to live until its lock ends.
    private static int Expire(Session session, Entity entity, long now)
    {
        const string Due = "entity = $1 AND expires <= $2 AND (locked_until IS NULL OR locked_until <= $2)";
        if (!entity.Settings.DeadLetteringOnMessageExpiration || entity.DeadLetterId == 0)
            return session[$"DELETE FROM message WHERE {Due}"].Execute(entity.Id, now);

        var due = Sequences(session, $"SELECT sequence FROM message WHERE {Due}", entity.Id, now);
        due.ForEach(sequence => DeadLetter(session, entity, sequence, TimeToLiveExpired, "The message expired and was dead lettered."));
        return due.Count;
    }

    private static int DeadLetterSpent(Session session, Entity entity, long now)
    {
        var spent = Sequences(
            session,
            "SELECT sequence FROM message WHERE entity = $1 AND locked_until <= $2 AND delivery_count >= $3",
            entity.Id, now, entity.Settings.MaxDeliveryCount);
        spent.ForEach(sequence => DeadLetter(session, entity, sequence, DeliveredTooOften, TooOften(entity)));
        return spent.Count;
    }

    public static string TooOften(Entity entity) =>
        $"Message could not be consumed after {entity.Settings.MaxDeliveryCount} delivery attempts.";

    private static List<long> Sequences(Session session, string sql, params ReadOnlySpan<object?> values)
    {
        var found = new List<long>();
        using var rows = session[sql].Query(values);
        while (rows.Read())
            found.Add(rows.GetInt64(0));
        return found;
    }
}
