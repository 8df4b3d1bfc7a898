using System.Runtime.ExceptionServices;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>Hands out parts to several threads, in order; none any more once one has failed.</summary>
internal sealed class PartQueue(IEnumerable<Part> parts) : IDisposable
{
    private readonly Lock gate = new();
    private readonly IEnumerator<Part> left = parts.GetEnumerator();
    private (int Number, ExceptionDispatchInfo Error)? failure;
    private int next;

    /// <summary>Computes parts, as long as there are any, on the thread that asks.</summary>
    public void Work(Action<int, Part> compute)
    {
        for (var number = 0; number >= 0;)
        {
            number = Next(out var part);
            try
            {
                if (number >= 0)
                {
                    compute(number, part!);
                }
            }
            catch (Exception exception)
            {
                // Told to whoever waits for all threads.
                Fail(number, exception);
            }
        }
    }

    /// <summary>Throws what the first part threw that failed: what one thread alone would have met.</summary>
    public void ThrowFailure() => failure?.Error.Throw();

    public void Dispose() => left.Dispose();

    private int Next(out Part? part)
    {
        lock (gate)
        {
            part = null;
            try
            {
                if (failure is not null || !left.MoveNext())
                {
                    return -1;
                }

                part = left.Current;
                return next++;
            }
            catch (Exception exception)
            {
                failure = (next, ExceptionDispatchInfo.Capture(exception));
                return -1;
            }
        }
    }

    private void Fail(int number, Exception exception)
    {
        lock (gate)
        {
            failure = failure is { } known && known.Number < number ? known : (number, ExceptionDispatchInfo.Capture(exception));
        }
    }
}
