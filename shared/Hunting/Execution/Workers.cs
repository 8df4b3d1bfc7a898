using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>The threads of a query. One place of it uses them at a time; what is computed inside or beside that place is computed there.</summary>
internal sealed class Workers(int count)
{
    private int taken;

    /// <summary>The batches of all parts, in the parts' order.</summary>
    public IEnumerable<Batch> InOrder(IEnumerable<Part> parts, bool isDivisible)
    {
        var computed = isDivisible && TryTake() ? Ahead(parts) : parts.Select(part => part());
        foreach (var batch in computed)
        {
            if (batch is not null)
            {
                yield return batch;
            }
        }
    }

    /// <summary>Folds the batches of all parts, which can be computed apart from each other, into a state a thread; one state where the threads are taken.</summary>
    /// <param name="parts">What to compute.</param>
    /// <param name="start">A thread's first state.</param>
    /// <param name="fold">Takes in a part's batch, and the part's number.</param>
    public IReadOnlyList<T> Fold<T>(IEnumerable<Part> parts, Func<T> start, Action<T, int, Batch> fold)
    {
        var mayShare = TryTake();
        try
        {
            using var queue = new PartQueue(parts);
            var states = Enumerable.Range(0, mayShare ? count : 1).Select(_ => start()).ToArray();
            using (var threads = new WorkerThreads(states.Length - 1))
            {
                Array.ForEach(states[1..], state => threads.Run(() => Work(queue, state, fold)));
                Work(queue, states[0], fold);
            }

            queue.ThrowFailure();
            return states;
        }
        finally
        {
            if (mayShare)
            {
                taken = 0;
            }
        }
    }

    private IEnumerable<Batch?> Ahead(IEnumerable<Part> parts)
    {
        try
        {
            using var threads = new WorkerThreads(count);
            var running = new Queue<Task<Batch?>>();
            foreach (var part in parts)
            {
                running.Enqueue(threads.Run(() => part()));
                if (running.Count > count)
                {
                    yield return running.Dequeue().GetAwaiter().GetResult();
                }
            }

            while (running.TryDequeue(out var last))
            {
                yield return last.GetAwaiter().GetResult();
            }
        }
        finally
        {
            taken = 0;
        }
    }

    // Its failures are the queue's to tell.
    private static bool Work<T>(PartQueue queue, T state, Action<T, int, Batch> fold)
    {
        queue.Work((number, part) =>
        {
            if (part() is { } batch)
            {
                fold(state, number, batch);
            }
        });
        return true;
    }

    private bool TryTake() => count > 1 && Interlocked.CompareExchange(ref taken, 1, 0) == 0;
}
