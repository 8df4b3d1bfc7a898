using System.Collections.Concurrent;

namespace ExposurePipeline.Tests.SampleApp;

/// <summary>What the functions were given, copied while they ran.</summary>
public sealed class Seen
{
    private int alive;

    public ConcurrentQueue<Call> Calls { get; } = new();

    /// <summary>Scoped services not yet disposed of.</summary>
    public int Alive => alive;

    public void Begin() => Interlocked.Increment(ref alive);

    public void End() => Interlocked.Decrement(ref alive);

    public sealed record Call(string Function, IReadOnlyList<byte[]> Events, IReadOnlyDictionary<string, object?> Metadata)
    {
        public string InvocationId { get; init; } = string.Empty;

        public string TraceParent { get; init; } = string.Empty;

        public string? Activity { get; init; }

        public int RetryCount { get; init; }

        public int MaxRetryCount { get; init; }
    }
}
