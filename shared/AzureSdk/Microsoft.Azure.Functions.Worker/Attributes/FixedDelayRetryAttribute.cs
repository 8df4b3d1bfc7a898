namespace Microsoft.Azure.Functions.Worker;

/// <summary>Repeats a failed invocation after equal pauses.</summary>
public class FixedDelayRetryAttribute : RetryAttribute
{
    /// <summary>Declares the policy.</summary>
    /// <param name="maxRetryCount">How many times; -1 means without end.</param>
    /// <param name="delayInterval">The pause, <c>HH:mm:ss</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The pause is no time span, or a negative one.</exception>
    public FixedDelayRetryAttribute(int maxRetryCount, string delayInterval)
    {
        ParseInterval(delayInterval, nameof(delayInterval));
        MaxRetryCount = maxRetryCount;
        DelayInterval = delayInterval;
    }

    /// <summary>The pause, <c>HH:mm:ss</c>.</summary>
    public string DelayInterval { get; }
}
