using System.Collections.Concurrent;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>One run of a query: its instant, its budget, and what it evaluates once. May be asked by several threads.</summary>
internal sealed class QueryContext(HuntingOptions options, CancellationToken cancellation)
{
    private static readonly TimeSpan DefaultTime = TimeSpan.FromMinutes(10);
    private readonly long started = options.Time.GetTimestamp();
    private readonly ConcurrentDictionary<object, Lazy<object>> once = new(ReferenceEqualityComparer.Instance);
    private long bytes;

    /// <summary>The instant of the whole query.</summary>
    public DateTime Now { get; } = new(options.Time.GetUtcNow().Ticks);

    public int MaxRows => options.MaxRows;

    public CancellationToken Cancellation => cancellation;

    /// <summary>The query's threads.</summary>
    public Workers Workers { get; } = new(options.Workers);

    /// <summary>Ends the query when it has run too long or nobody waits; called for every batch.</summary>
    public void Check()
    {
        if (cancellation.IsCancellationRequested)
        {
            throw new QueryException(HuntingErrorKind.Cancelled, -1, "the query was cancelled");
        }

        var limit = options.MaxTime ?? DefaultTime;
        if (options.Time.GetElapsedTime(started) > limit)
        {
            throw new QueryException(HuntingErrorKind.Budget, -1, $"the query ran longer than {limit:c}; narrow its time range or its filters");
        }
    }

    /// <summary>Counts rows that an operator keeps, and ends the query when they take too much memory.</summary>
    public Batch Hold(Batch batch)
    {
        Hold(batch.Bytes);
        return batch;
    }

    /// <inheritdoc cref="Hold(Batch)"/>
    public void Hold(long taken)
    {
        Check();
        Held(taken);
    }

    /// <summary>As <see cref="Hold(long)"/>, for what is kept value by value: does not look at the clock.</summary>
    public void Held(long taken)
    {
        if (Interlocked.Add(ref bytes, taken) > options.MaxBytes)
        {
            throw new QueryException(HuntingErrorKind.Budget, -1, $"the query's intermediate rows take more than {options.MaxBytes >> 20} MB; filter earlier or project fewer columns");
        }
    }

    /// <summary>Ends the query when what it computes for one batch, and lets go again, takes too much memory or time.</summary>
    public void Computed(long taken)
    {
        Check();
        if (taken > options.MaxBytes)
        {
            throw new QueryException(HuntingErrorKind.Budget, -1, $"the values of one expression take more than {options.MaxBytes >> 20} MB; filter earlier or make them smaller");
        }
    }

    /// <summary>The value of something that a query evaluates once, however often it is named.</summary>
    public T Once<T>(object key, Func<T> evaluate) where T : notnull => (T)once.GetOrAdd(key, _ => new(() => evaluate())).Value;
}
