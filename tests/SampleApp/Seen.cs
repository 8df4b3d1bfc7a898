using System.Collections.Concurrent;

namespace ExposurePipeline.Tests.SampleApp;

/// <summary>What the functions were given, copied while they ran.</summary>
public sealed class Seen
{
    public ConcurrentQueue<Call> Calls { get; } = new();

    public sealed record Call(string Function, IReadOnlyList<byte[]> Events, IReadOnlyDictionary<string, object?> Metadata)
    {
        public string InvocationId { get; init; } = string.Empty;

        public string TraceParent { get; init; } = string.Empty;

        public string? Activity { get; init; }

        public int RetryCount { get; init; }

        public int MaxRetryCount { get; init; }
    }
}
