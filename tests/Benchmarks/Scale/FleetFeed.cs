using System.Diagnostics;
using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Tests.Support.Stores;

namespace ExposurePipeline.Benchmarks.Scale;

/// <summary>Feeds records through the aggregator as the app does: in batches, the outbox is sent, and the signals in it are applied in their turn.</summary>
internal sealed class FleetFeed
{
    /// <summary>Records of a batch: a thousand events of ten records each.</summary>
    public const int Batch = 10_000;

    private readonly SignalLoop _signals = new();
    private readonly CountedExposureStore _store;
    private readonly Aggregator _aggregator;
    private readonly OutboxDispatch _outbox;
    private readonly Func<(long Transactions, long Others)> _requests;

    /// <param name="store">Where entities are kept.</param>
    /// <param name="policies">Decide what counts.</param>
    /// <param name="requests">What the storage service was asked so far.</param>
    public FleetFeed(IExposureStore store, IPolicies policies, Func<(long Transactions, long Others)> requests)
    {
        _store = new(store);
        _aggregator = new(_store, policies);
        _outbox = new(_store, _signals, new StillClock());
        _requests = requests;
    }

    /// <summary>Applies records and all that follows from them.</summary>
    public async Task<Feeding> ApplyAsync(IEnumerable<EntityObservations> records)
    {
        var (loaded, saved, asked, allocated) = (_store.Loaded, _store.Saved, _requests(), GC.GetTotalAllocatedBytes());
        var (count, started) = (0, Stopwatch.GetTimestamp());
        foreach (var batch in records.Chunk(Batch))
        {
            await ApplyAsync(batch);
            count += batch.Length;
        }

        var (transactions, others) = _requests();
        return new(
            count, Stopwatch.GetElapsedTime(started).TotalSeconds, GC.GetTotalAllocatedBytes() - allocated, _store.Loaded - loaded, _store.Saved - saved,
            transactions - asked.Transactions, others - asked.Others);
    }

    private async Task ApplyAsync(EntityObservations[] batch)
    {
        while (batch.Length > 0)
        {
            var done = await _aggregator.ApplyAsync(batch, Fleet.Now, CancellationToken.None);
            await _outbox.SendAsync(done.Committed, CancellationToken.None);
            batch = _signals.Take();
        }
    }
}

/// <summary>What feeding took.</summary>
/// <param name="Records">Records, signals not counted.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="Allocated">Bytes on the managed heap.</param>
/// <param name="Loaded">Entities read, from the cache or the store: each is one decision.</param>
/// <param name="Saved">Entities written.</param>
/// <param name="Transactions">Transactions on the wire.</param>
/// <param name="Others">Other requests on the wire.</param>
internal sealed record Feeding(int Records, double Seconds, long Allocated, int Loaded, int Saved, long Transactions, long Others)
{
    public static Feeding operator +(Feeding left, Feeding right) => new(
        left.Records + right.Records, left.Seconds + right.Seconds, left.Allocated + right.Allocated, left.Loaded + right.Loaded, left.Saved + right.Saved,
        left.Transactions + right.Transactions, left.Others + right.Others);
}
