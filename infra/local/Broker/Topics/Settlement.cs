using ExposurePipeline.Local.Broker.Storage;

namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>Ends or prolongs a delivery, within the writer's transaction. A lock is held from its start to its end, the end excluded.</summary>
internal static class Settlement
{
    // The index on locks finds the few rows in flight; a URI may name the message by id or by number.
    private const string Held =
        "entity = $1 AND locked_until > $2 AND lock_token = $3 AND (message_id = $4 OR CAST(sequence AS TEXT) = $4)";

    public static bool Complete(Session session, Entity entity, Delivery delivery, DateTimeOffset now) =>
        session[$"DELETE FROM message WHERE {Held}"].Execute(entity.Id, now.UtcTicks, delivery.LockToken, delivery.MessageId) > 0;

    public static DateTimeOffset? Renew(Session session, Entity entity, Delivery delivery, DateTimeOffset now)
    {
        var until = now + entity.Settings.LockDuration;
        var renewed = session[$"UPDATE message SET locked_until = $5 WHERE {Held}"]
            .Execute(entity.Id, now.UtcTicks, delivery.LockToken, delivery.MessageId, until.UtcTicks);
        return renewed > 0 ? until : null;
    }

    public static bool Unlock(Session session, Entity entity, Delivery delivery, DateTimeOffset now)
    {
        var sequence = session[$"SELECT sequence FROM message WHERE {Held}"].Number(0, entity.Id, now.UtcTicks, delivery.LockToken, delivery.MessageId);
        if (sequence == 0)
            return false;

        var deliveries = session["SELECT delivery_count FROM message WHERE entity = $1 AND sequence = $2"].Number(0, entity.Id, sequence);
        if (entity.DeadLetterId != 0 && deliveries >= entity.Settings.MaxDeliveryCount)
            Sweep.DeadLetter(session, entity, sequence, Sweep.DeliveredTooOften, Sweep.TooOften(entity));
        else
            session["UPDATE message SET lock_token = NULL, locked_until = NULL WHERE entity = $1 AND sequence = $2"].Execute(entity.Id, sequence);
        return true;
    }
}

/// <param name="MessageId">The message id or the sequence number, as the URI has it.</param>
/// <param name="LockToken">As handed out.</param>
internal readonly record struct Delivery(string MessageId, string LockToken);
