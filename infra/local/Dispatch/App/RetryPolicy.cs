namespace ExposurePipeline.Local.Dispatch.App;

/// <summary>Section <c>retry</c> of a <c>function.json</c>.</summary>
public sealed record RetryPolicy
{
    /// <summary><c>exponentialBackoff</c> or <c>fixedDelay</c>.</summary>
    public string Strategy { get; set; } = "fixedDelay";

    /// <summary>How often a failed invocation is repeated; -1 without end.</summary>
    public int MaxRetryCount { get; set; }

    /// <summary>Wait between attempts of <c>fixedDelay</c>.</summary>
    public TimeSpan DelayInterval { get; set; }

    /// <summary>First wait of <c>exponentialBackoff</c>.</summary>
    public TimeSpan MinimumInterval { get; set; }

    /// <summary>Longest wait of <c>exponentialBackoff</c>.</summary>
    public TimeSpan MaximumInterval { get; set; }

    /// <summary>Whether another attempt follows after so many retries were made.</summary>
    public bool Allows(int retriesMade) => MaxRetryCount < 0 || retriesMade < MaxRetryCount;

    /// <summary>The wait before the next retry.</summary>
    /// <param name="retriesMade">Retries made so far, from 0.</param>
    /// <param name="chance">Drawn from [0, 1): spreads the waits of many partitions by up to a fifth either way.</param>
    public TimeSpan DelayAfter(int retriesMade, double chance)
    {
        if (!Strategy.Equals("exponentialBackoff", StringComparison.OrdinalIgnoreCase))
            return DelayInterval;
        var spread = 0.8 + (0.4 * chance);
        var growth = Math.Pow(2, Math.Min(retriesMade, 30)) * spread;
        return Smaller(MaximumInterval, Larger(MinimumInterval, MinimumInterval * growth));
    }

    private static TimeSpan Larger(TimeSpan a, TimeSpan b) => a > b ? a : b;

    private static TimeSpan Smaller(TimeSpan a, TimeSpan b) => a < b ? a : b;
}
