namespace ExposurePipeline.Local.Broker;

/// <summary>
/// The hubs as their dispatcher reads them. Every member throws <see cref="UnknownHubException"/> for a hub or partition that does not
/// exist, and may be called from any thread.
/// </summary>
public interface IHubLog
{
    /// <summary>All hubs, by name.</summary>
    IReadOnlyList<HubDescription> Hubs { get; }

    /// <summary>Events from <paramref name="fromSequenceNumber"/> on, inclusive, in order; empty when there are none yet. What retention removed is skipped.</summary>
    ValueTask<IReadOnlyList<HubEvent>> ReadAsync(string hub, int partition, long fromSequenceNumber, int maxEvents, CancellationToken ct);

    /// <summary>Completes when an event with at least this sequence number exists.</summary>
    Task WaitAsync(string hub, int partition, long fromSequenceNumber, CancellationToken ct);

    /// <summary>The next sequence number to read; 0 at first.</summary>
    ValueTask<long> GetCheckpointAsync(string hub, string consumerGroup, int partition, CancellationToken ct);

    /// <summary>Completes once the position is stored. A position may also go back, to read again.</summary>
    Task SetCheckpointAsync(string hub, string consumerGroup, int partition, long nextSequenceNumber, CancellationToken ct);

    /// <summary>One row per hub, consumer group and partition.</summary>
    ValueTask<IReadOnlyList<PartitionLag>> GetLagAsync(CancellationToken ct);
}

/// <summary>A hub or partition was named that is not configured.</summary>
public sealed class UnknownHubException(string message) : InvalidOperationException(message);
