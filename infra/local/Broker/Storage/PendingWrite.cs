namespace ExposurePipeline.Local.Broker.Storage;

/// <summary>A write waiting for its group's transaction.</summary>
internal abstract class PendingWrite
{
    public abstract void Run(Session session);

    public abstract void Acknowledge();

    public abstract void Fail(Exception fault);
}

internal sealed class PendingWrite<T>(Func<Session, T> work) : PendingWrite
{
    // Continuations must not run on the writer's thread: it would answer requests instead of writing.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Completion => _completion.Task;

    public override void Run(Session session) => _result = work(session);

    public override void Acknowledge() => _completion.TrySetResult(_result!);

    public override void Fail(Exception fault) => _completion.TrySetException(fault);
}
