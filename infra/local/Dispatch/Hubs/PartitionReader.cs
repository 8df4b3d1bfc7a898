using ExposurePipeline.Local.Broker;

namespace ExposurePipeline.Local.Dispatch.Hubs;

/// <summary>Cuts a partition into batches that stay below a number of events and, a single large event apart, of bytes.</summary>
/// <param name="log">The hubs.</param>
/// <param name="hub">Hub name.</param>
/// <param name="partition">Partition number.</param>
/// <param name="maxEvents">Most events in a batch.</param>
internal sealed class PartitionReader(IHubLog log, string hub, int partition, int maxEvents)
{
    /// <summary>Base64 and quotes make 1.4 times as much of it in the request: still far from any limit of a handler.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    private Queue<HubEvent> _ahead = new();
    private long _averageBytes = 1024;

    /// <summary>The next batch from a position on; waits while there is none.</summary>
    public async Task<IReadOnlyList<HubEvent>> NextAsync(long from, CancellationToken stopping)
    {
        while (_ahead.Count == 0)
        {
            var most = (int)Math.Clamp(MaxBytes / _averageBytes, 1, maxEvents);
            var events = await log.ReadAsync(hub, partition, from, most, stopping);
            if (events.Count == 0)
                await log.WaitAsync(hub, partition, from, stopping);
            _ahead = new(events);
        }

        return Take();
    }

    private List<HubEvent> Take()
    {
        var batch = new List<HubEvent>(_ahead.Count);
        var bytes = 0L;
        while (batch.Count < maxEvents && _ahead.TryPeek(out var e) && (batch.Count == 0 || bytes + e.Body.Length <= MaxBytes))
        {
            bytes += e.Body.Length;
            batch.Add(_ahead.Dequeue());
        }

        _averageBytes = Math.Max(1, bytes / batch.Count);
        return batch;
    }
}
