using ExposurePipeline.Local.Broker.Storage;

namespace ExposurePipeline.Local.Broker.Topics;

/// <summary>Sends to queues and topics, receives from queues, subscriptions and dead-letter queues. Every answer is stored before it is given.</summary>
internal sealed class MessageStore(Journal journal, EntityCatalogue catalogue, TimeProvider time)
{
    private DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Takes all messages or none. A repeated message id within the window is accepted and dropped, as Service Bus does.</summary>
    public async Task SendAsync(Entity to, IReadOnlyList<SentMessage> messages)
    {
        var routes = Routing.Of(to, catalogue, messages);
        var now = Now;
        await journal.WriteAsync(session => Sending.Send(session, to, routes, now));
        foreach (var entity in routes.SelectMany(route => route.Targets).Distinct())
            entity.Arrival.Pulse();
    }

    /// <summary>The first message that may be handed out; waits up to <paramref name="timeout"/> for one; null when none came.</summary>
    public async Task<ReceivedMessage?> ReceiveAsync(Entity from, bool delete, TimeSpan timeout, CancellationToken ct)
    {
        var deadline = Now + timeout;
        while (true)
        {
            var arrival = from.Arrival.Next;
            var now = Now;
            var (message, due) = await journal.WriteAsync(session => Receiving.Take(session, from, delete, now));
            if (message is not null || Now >= deadline)
                return message;

            await WaitAsync(arrival, due is { } at && at < deadline ? at : deadline, ct);
        }
    }

    /// <summary>Removes a locked message; false when the lock is lost.</summary>
    public Task<bool> CompleteAsync(Entity entity, string messageId, string lockToken)
    {
        var now = Now;
        return journal.WriteAsync(session => Settlement.Complete(session, entity, new(messageId, lockToken), now));
    }

    /// <summary>Gives a locked message back, at once visible to others, or to the dead-letter queue after its last delivery.</summary>
    public async Task<bool> UnlockAsync(Entity entity, string messageId, string lockToken)
    {
        var now = Now;
        var unlocked = await journal.WriteAsync(session => Settlement.Unlock(session, entity, new(messageId, lockToken), now));
        entity.Arrival.Pulse();
        catalogue.Find(entity.Path + Entity.DeadLetterSuffix)?.Arrival.Pulse();
        return unlocked;
    }

    /// <summary>Starts the lock duration again; null when the lock is lost.</summary>
    public Task<DateTimeOffset?> RenewAsync(Entity entity, string messageId, string lockToken)
    {
        var now = Now;
        return journal.WriteAsync(session => Settlement.Renew(session, entity, new(messageId, lockToken), now));
    }

    /// <summary>Does what time alone makes due: expired messages, lost locks, forgotten message ids.</summary>
    public async Task SweepAsync()
    {
        var now = Now;
        foreach (var entity in catalogue.All.Where(entity => entity.Kind is EntityKind.Queue or EntityKind.Subscription))
            await journal.WriteAsync(session => Sweep.Run(session, entity, now));
        foreach (var entity in catalogue.All.Where(entity => entity.Settings.RequiresDuplicateDetection && entity.TakesMessages))
            await journal.WriteAsync(session => Sending.Forget(session, entity, now));
    }

    private async Task WaitAsync(Task arrival, DateTimeOffset until, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var delay = until - Now;
        await Task.WhenAny(arrival, Task.Delay(delay > TimeSpan.Zero ? delay : TimeSpan.Zero, time, stop.Token));
        await stop.CancelAsync();
        ct.ThrowIfCancellationRequested();
    }
}
