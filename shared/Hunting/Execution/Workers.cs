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

    /// <summary>Runs something once on each thread, numbered from 0; only on this one when the others are taken.</summary>
    public void Each(Action<int> work, bool isDivisible)
    {
        if (!isDivisible || !TryTake())
        {
            work(0);
            return;
        }

        try
        {
            var others = Enumerable.Range(1, count - 1).Select(number => Task.Run(() => work(number))).ToArray();
            Finish(() => work(0), others);
        }
        finally
        {
            taken = 0;
        }
    }

    private IEnumerable<Batch?> Ahead(IEnumerable<Part> parts)
    {
        var running = new Queue<Task<Batch?>>();
        try
        {
            foreach (var part in parts)
            {
                running.Enqueue(Task.Run(() => part()));
                if (running.Count >= count)
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
            // Nobody waits for what these give, or how they fail.
            Task.WhenAll(running).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
            taken = 0;
        }
    }

    private static void Finish(Action own, Task[] others)
    {
        try
        {
            own();
        }
        finally
        {
            Task.WhenAll(others).ContinueWith(static _ => { }, TaskScheduler.Default).Wait();
        }

        Array.ForEach(others, other => other.GetAwaiter().GetResult());
    }

    private bool TryTake() => count > 1 && Interlocked.CompareExchange(ref taken, 1, 0) == 0;
}
