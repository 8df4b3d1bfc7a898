using System.Collections.Concurrent;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>Threads that compute what they are given, in the order in which they are given it.</summary>
internal sealed class WorkerThreads : IDisposable
{
    // Deeply nested expressions are computed here as well as on the query's own thread.
    private const int StackBytes = 16 * 1024 * 1024;
    private readonly BlockingCollection<Action> given = [];
    private readonly Thread[] threads;

    public WorkerThreads(int count)
    {
        threads = [.. Enumerable.Range(0, count).Select(_ => new Thread(Compute, StackBytes) { IsBackground = true, Name = "query worker" })];
        Array.ForEach(threads, thread => thread.Start());
    }

    public Task<T> Run<T>(Func<T> compute)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        given.Add(() =>
        {
            try
            {
                outcome.SetResult(compute());
            }
            catch (Exception fault)
            {
                // A fault that left the thread would end the process: whoever waits for the outcome gets it.
                outcome.SetException(fault);
            }
        });
        return outcome.Task;
    }

    /// <summary>Waits until all that was given is computed.</summary>
    public void Dispose()
    {
        given.CompleteAdding();
        Array.ForEach(threads, thread => thread.Join());
        given.Dispose();
    }

    private void Compute()
    {
        foreach (var work in given.GetConsumingEnumerable())
        {
            work();
        }
    }
}
