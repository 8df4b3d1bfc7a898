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

    /// <summary>Sends what a sender that died left behind: everything decided at least <paramref name="minAge"/> ago.</summary>
    public async Task<IReadOnlyList<Latency>> SweepAsync(DateTimeOffset now, TimeSpan minAge, CancellationToken cancellation)
    {
        var latencies = new List<Latency>();
        await foreach (var rows in store.ListOutboxAsync(now - minAge, cancellation).Chunk(Portion).WithCancellation(cancellation))
        {
            latencies.AddRange(await SendAsync(rows, cancellation));
        }

        return latencies;
    }
}
