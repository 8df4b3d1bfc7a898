using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>How long a message took, for the metrics that operators see.</summary>
/// <param name="Channel">Where it went.</param>
/// <param name="FromEvent">From the effective moment of what it tells to its sending; null for signals.</param>
/// <param name="FromEnqueued">From the acceptance of its source event by the first hub to its sending; null for messages that time caused.</param>
/// <param name="FromDecision">From the decision to the sending.</param>
public readonly record struct Latency(Channel Channel, TimeSpan? FromEvent, TimeSpan? FromEnqueued, TimeSpan FromDecision);

/// <summary>Sends committed messages, then forgets them: at least once, never none.</summary>
/// <param name="store">Where they are kept until sent.</param>
/// <param name="sender">Sends.</param>
/// <param name="time">Tells when sending was done.</param>
public sealed class OutboxDispatch(IExposureStore store, IMessageSender sender, TimeProvider time)
{
    /// <summary>How many messages are sent and forgotten together.</summary>
    public const int Portion = 200;

    /// <summary>At so many subjects whose messages cannot be sent it is the channel that is down, and a sweep ends.</summary>
    public const int MaxFaults = 5;

    private readonly Refusals _refusals = new();

    /// <summary>Sends what was just committed.</summary>
    public async Task<IReadOnlyList<Latency>> SendAsync(IReadOnlyList<OutboxRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0)
        {
            return [];
        }

        await sender.SendAsync([.. rows.Select(r => r.Message)], cancellation);
        var sent = time.GetUtcNow();
        await store.RemoveOutboxAsync(rows, cancellation);
        return [.. rows.Select(r => new Latency(r.Message.Channel, sent - r.Message.EventTime, sent - r.Message.Enqueued, sent - r.Message.Created))];
    }

    /// <summary>
    /// Sends what a sender that died left behind: everything decided at least <paramref name="minAge"/> ago, or as far ahead, by a clock that
    /// has been set back since. Messages that cannot be sent now stay, and hold up none but later ones of their own subject; those that are
    /// refused for what they are hold up none.
    /// </summary>
    public async Task<Swept> SweepAsync(DateTimeOffset now, TimeSpan minAge, CancellationToken cancellation)
    {
        var swept = new Swept(now);
        var left = store.ListOutboxAsync(DateTimeOffset.MaxValue, cancellation, swept.Damaged)
            .Where(row => (row.Message.Created - now).Duration() > minAge && IsToBeTried(row, swept));
        await foreach (var rows in left.Chunk(Portion).WithCancellation(cancellation))
        {
            await SweepAsync(rows, swept, cancellation);
            if (swept.Faults.Count >= MaxFaults)
            {
                return swept;
            }
        }

        _refusals.Keep(swept.Refused.Select(Refusals.PlaceOf).ToHashSet());
        return swept;
    }

    private bool IsToBeTried(OutboxRow row, Swept swept)
    {
        if (!_refusals.IsPaused(row, swept.At))
        {
            return true;
        }

        swept.Refuse(row, isStuck: true);
        return false;
    }

    private async Task SweepAsync(OutboxRow[] rows, Swept swept, CancellationToken cancellation)
    {
        try
        {
            swept.Add(await SendAsync(rows, cancellation));
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            await SweepApartAsync(rows, swept, cancellation); // which finds out whose message it was
        }
    }

    private async Task SweepApartAsync(OutboxRow[] rows, Swept swept, CancellationToken cancellation)
    {
        foreach (var subject in rows.GroupBy(r => r.Message.Subject).Select(g => g.ToList()).TakeWhile(_ => swept.Faults.Count < MaxFaults))
        {
            try
            {
                await SweepSubjectAsync(subject, swept, cancellation);
            }
            catch (Exception fault) when (!cancellation.IsCancellationRequested)
            {
                swept.Add(fault, subject.Count);
            }
        }
    }

    private async Task SweepSubjectAsync(List<OutboxRow> subject, Swept swept, CancellationToken cancellation)
    {
        try
        {
            swept.Add(await SendAsync(subject, cancellation));
        }
        catch (MessageRefusedException)
        {
            while (subject.Count > 0)
            {
                await SweepOneAsync(subject[0], swept, cancellation);
                subject.RemoveAt(0); // what has its outcome is none of a later fault's
            }
        }
    }

    private async Task SweepOneAsync(OutboxRow row, Swept swept, CancellationToken cancellation)
    {
        try
        {
            swept.Add(await SendAsync([row], cancellation));
        }
        catch (MessageRefusedException refusal)
        {
            _refusals.Add(row, swept.At);
            swept.Refuse(row, _refusals.IsStuck(row), refusal);
        }
    }
}
