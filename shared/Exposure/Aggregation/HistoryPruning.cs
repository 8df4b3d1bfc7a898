using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>
/// Removes history that is too old, at most once an hour: each time costs a scan of every partition, and history is kept for days, so that
/// an hour more is nobody's loss. For one caller at a time, as a timer is; a new process begins with a round.
/// </summary>
/// <param name="store">Where history is kept.</param>
internal sealed class HistoryPruning(IExposureStore store)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private DateTimeOffset? _last;

    /// <summary>Removes what is older than is kept, unless that was done less than an hour ago; returns how many transitions.</summary>
    public async Task<int> RunAsync(DateTimeOffset now, TimeSpan kept, CancellationToken cancellation)
    {
        if (now - _last < Interval)
        {
            return 0;
        }

        var pruned = await store.PruneHistoryAsync(now - kept, cancellation);
        _last = now; // only now: a round that failed is due again
        return pruned;
    }
}
