using System.Text;
using ExposurePipeline.Local.Broker;

namespace ExposurePipeline.Tests.Local.Dispatch;

/// <summary>Hub <c>h</c> with one partition, in memory.</summary>
internal sealed class MemoryHubLog : IHubLog
{
    public static readonly DateTimeOffset Epoch = new(2026, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    private readonly List<HubEvent> _events = [];
    private readonly List<long> _checkpoints = [];
    private TaskCompletionSource _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<HubDescription> Hubs { get; } = [new("h", 1, ["$Default"])];

    public IReadOnlyList<long> Checkpoints
    {
        get
        {
            lock (_events)
                return [.. _checkpoints];
        }
    }

    public MemoryHubLog Add(params string[] bodies)
    {
        lock (_events)
        {
            foreach (var body in bodies)
                _events.Add(new(_events.Count, _events.Count * 100, Epoch.AddMilliseconds(_events.Count), null, Encoding.UTF8.GetBytes(body), new Dictionary<string, object?>()));
            _grown.TrySetResult();
            _grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return this;
    }

    public ValueTask<IReadOnlyList<HubEvent>> ReadAsync(string hub, int partition, long fromSequenceNumber, int maxEvents, CancellationToken ct)
    {
        lock (_events)
            return ValueTask.FromResult<IReadOnlyList<HubEvent>>([.. _events.Skip((int)fromSequenceNumber).Take(maxEvents)]);
    }

    public Task WaitAsync(string hub, int partition, long fromSequenceNumber, CancellationToken ct)
    {
        lock (_events)
            return _events.Count > fromSequenceNumber ? Task.CompletedTask : _grown.Task.WaitAsync(ct);
    }

    public ValueTask<long> GetCheckpointAsync(string hub, string consumerGroup, int partition, CancellationToken ct) =>
        ValueTask.FromResult(Checkpoints.Count == 0 ? 0 : Checkpoints[^1]);

    public Task SetCheckpointAsync(string hub, string consumerGroup, int partition, long nextSequenceNumber, CancellationToken ct)
    {
        lock (_events)
            _checkpoints.Add(nextSequenceNumber);
        return Task.CompletedTask;
    }

    public ValueTask<IReadOnlyList<PartitionLag>> GetLagAsync(CancellationToken ct) => ValueTask.FromResult<IReadOnlyList<PartitionLag>>([]);
}
