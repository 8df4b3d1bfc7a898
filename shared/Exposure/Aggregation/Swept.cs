namespace ExposurePipeline.Exposure.Aggregation;

/// <summary>What a sweep of the outbox achieved.</summary>
public sealed class Swept
{
    private readonly List<Latency> _sent = [];
    private readonly List<Exception> _faults = [];

    /// <summary>Of the messages that were sent.</summary>
    public IReadOnlyList<Latency> Sent => _sent;

    /// <summary>How many messages were tried alone and stay.</summary>
    public int Unsent { get; private set; }

    /// <summary>Why they stay, one per subject.</summary>
    public IReadOnlyList<Exception> Faults => _faults;

    internal void Add(IEnumerable<Latency> sent) => _sent.AddRange(sent);

    internal void Add(Exception fault, int messages)
    {
        _faults.Add(fault);
        Unsent += messages;
    }
}
