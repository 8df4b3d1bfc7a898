using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>What a sweep of the outbox achieved.</summary>
/// <param name="at">When it began.</param>
public sealed class Swept(DateTimeOffset at)
{
    private readonly List<Latency> _sent = [];
    private readonly List<Exception> _faults = [];
    private readonly List<Exception> _refusals = [];
    private readonly List<OutboxRow> _refused = [];
    private readonly List<OutboxRow> _stuck = [];

    /// <summary>How long the messages took that were sent.</summary>
    public IReadOnlyList<Latency> Sent => _sent;

    /// <summary>How many messages were tried without success and stay.</summary>
    public int Unsent { get; private set; }

    /// <summary>Why they stay, one per subject whose messages a channel could not take now.</summary>
    public IReadOnlyList<Exception> Faults => _faults;

    /// <summary>Why they stay, one per message that a channel refused for what it is.</summary>
    public IReadOnlyList<Exception> Refusals => _refusals;

    /// <summary>Messages that were refused so often that they are only tried once in a while.</summary>
    public IReadOnlyList<OutboxRow> Stuck => _stuck;

    /// <summary>Rows that cannot be read; they stay.</summary>
    public IList<DamagedRow> Damaged { get; } = [];

    internal DateTimeOffset At => at;

    internal IReadOnlyList<OutboxRow> Refused => _refused;

    internal void Add(IEnumerable<Latency> sent) => _sent.AddRange(sent);

    internal void Add(Exception fault, int messages)
    {
        _faults.Add(fault);
        Unsent += messages;
    }

    internal void Refuse(OutboxRow row, bool isStuck, Exception? refusal = null)
    {
        _refused.Add(row);
        if (isStuck)
        {
            _stuck.Add(row);
        }

        if (refusal is not null)
        {
            _refusals.Add(refusal);
            Unsent++;
        }
    }
}
