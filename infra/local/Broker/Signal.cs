namespace ExposurePipeline.Local.Broker;

/// <summary>Wakes everyone who waits. A waiter takes <see cref="Next"/> first, then looks, then waits, so that nothing is missed.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next <see cref="Pulse"/>.</summary>
    public Task Next => Volatile.Read(ref _source).Task;

    public void Pulse() =>
        Interlocked.Exchange(ref _source, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
