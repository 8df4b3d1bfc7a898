namespace Microsoft.Azure.Functions.Worker;

/// <summary>Which repetition an invocation is.</summary>
public abstract class RetryContext
{
    /// <summary>How many times this invocation was repeated before; 0 on the first try.</summary>
    public abstract int RetryCount { get; }

    /// <summary>How many repetitions the policy allows; -1 means without end, 0 that there is no policy.</summary>
    public abstract int MaxRetryCount { get; }
}
