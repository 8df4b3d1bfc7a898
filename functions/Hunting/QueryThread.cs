namespace ExposurePipeline.Functions.Hunting;

/// <summary>A thread for one query: it computes for long and reads blocking, which threads that answer requests must not; and a deeply nested query needs a deep stack.</summary>
internal static class QueryThread
{
    private const int StackBytes = 16 * 1024 * 1024;

    public static Task<T> RunAsync<T>(Func<T> evaluate)
    {
        var outcome = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Run(evaluate, outcome), StackBytes) { IsBackground = true, Name = "query" }.Start();
        return outcome.Task;
    }

    // A fault that left the thread would end the process: whoever waits for the outcome gets it.
    private static void Run<T>(Func<T> evaluate, TaskCompletionSource<T> outcome)
    {
        try
        {
            outcome.SetResult(evaluate());
        }
        catch (OperationCanceledException cancelled)
        {
            outcome.SetCanceled(cancelled.CancellationToken);
        }
        catch (Exception fault)
        {
            outcome.SetException(fault);
        }
    }
}
