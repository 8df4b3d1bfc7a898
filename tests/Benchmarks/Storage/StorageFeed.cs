using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Flow;

namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>Feeds a stream as the host does: each normalised batch of a thousand events becomes one event a lane; invocations take the events of one lane.</summary>
/// <param name="store">Where entities are kept.</param>
/// <param name="policies">Decide what counts.</param>
/// <param name="requests">What the storage service was asked so far.</param>
internal sealed class StorageFeed(IExposureStore store, IPolicies policies, Func<(long Transactions, long Others)> requests)
{
    private const int Lanes = 32;
    private const int AtOnce = 4;

    private readonly CountingSender _sender = new();
    private readonly Aggregator _aggregator = new(store, policies);

    /// <summary>Feeds it at full speed.</summary>
    /// <param name="name">As the table names it.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="batches">Thousands of events.</param>
    /// <param name="after">How long after the start it begins.</param>
    /// <param name="strangers">Its remote addresses.</param>
    /// <param name="waiting">How many batches of a thousand events wait when an invocation begins: all for a backlog.</param>
    /// <param name="flush">Deletes what is left to be deleted.</param>
    public async Task<Requests> RunAsync(string name, ReferenceStream stream, int batches, TimeSpan after, int strangers, int waiting, Func<Task> flush)
    {
        var (before, sent, now) = (requests(), _sender.Messages, stream.End(after, batches * 1000));
        var (writes, transitions) = (0, 0);
        foreach (var numbers in Enumerable.Range(0, batches).Chunk(waiting))
        {
            var lanes = numbers.SelectMany(number => stream.Batch(number, after, strangers)).GroupBy(each => each.Entity.Share(Lanes)).Select(lane => lane.ToList());
            await Parallel.ForEachAsync(lanes, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (lane, _) =>
            {
                var done = await InvokeAsync(lane, now);
                Interlocked.Add(ref writes, done.Writes);
                Interlocked.Add(ref transitions, done.Transitions);
            });
        }

        await flush();
        var (transactions, others) = requests();
        return new(name, batches * 1000, transactions - before.Transactions, others - before.Others, _sender.Messages - sent, writes, transitions);
    }

    // As the function does, without its metrics.
    private async Task<Aggregated> InvokeAsync(List<EntityObservations> lane, DateTimeOffset now)
    {
        var (total, outbox) = (Aggregated.Nothing, new OutboxDispatch(store, _sender, TimeProvider.System));
        foreach (var portion in lane.GroupBy(each => each.Entity).Chunk(AggregateHop.Portion))
        {
            var done = await _aggregator.ApplyAsync([.. portion.SelectMany(each => each)], now, CancellationToken.None);
            await outbox.SendAsync(done.Committed, CancellationToken.None);
            total = total.And(done with { Committed = [] });
        }

        return total;
    }
}
