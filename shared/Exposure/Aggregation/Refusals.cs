using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>
/// Counts how often each message was refused. Kept in memory, so that counting costs no storage operation: after a restart a message that
/// nobody takes is tried a few times more.
/// </summary>
internal sealed class Refusals
{
    /// <summary>After so many refusals a message is stuck: it is kept, told, and tried only once in a while.</summary>
    public const int Attempts = 5;

    /// <summary>How long a stuck message waits: somebody may have raised the channel's limits.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);

    private readonly Dictionary<(string Partition, string Key), (int Count, DateTimeOffset Last)> _refused = [];

    /// <summary>Whether a message waits for the end of its pause.</summary>
    public bool IsPaused(OutboxRow row, DateTimeOffset now) => IsStuck(row) && (now - _refused[PlaceOf(row)].Last).Duration() < Pause;

    /// <summary>Whether a message was refused so often that it is not expected to be taken.</summary>
    public bool IsStuck(OutboxRow row) => _refused.TryGetValue(PlaceOf(row), out var refused) && refused.Count >= Attempts;

    /// <summary>A message was refused.</summary>
    public void Add(OutboxRow row, DateTimeOffset now) => _refused[PlaceOf(row)] = (_refused.GetValueOrDefault(PlaceOf(row)).Count + 1, now);

    /// <summary>Forgets messages that lie in the outbox no more.</summary>
    public void Keep(IReadOnlySet<(string Partition, string Key)> listed)
    {
        foreach (var gone in _refused.Keys.Where(place => !listed.Contains(place)).ToList())
        {
            _refused.Remove(gone);
        }
    }

    /// <summary>Where a message lies.</summary>
    public static (string Partition, string Key) PlaceOf(OutboxRow row) => (row.Partition, row.Key);
}
