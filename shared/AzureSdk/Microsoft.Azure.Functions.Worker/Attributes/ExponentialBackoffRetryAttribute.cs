namespace Microsoft.Azure.Functions.Worker;

/// <summary>Repeats a failed invocation after growing, randomised pauses.</summary>
public class ExponentialBackoffRetryAttribute : RetryAttribute
{
    /// <summary>Declares the policy.</summary>
    /// <param name="maxRetryCount">How many times; -1 means without end.</param>
    /// <param name="minimumInterval">The shortest pause, <c>HH:mm:ss</c>.</param>
    /// <param name="maximumInterval">The longest pause, <c>HH:mm:ss</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">An interval is no time span, or a negative one.</exception>
    /// <exception cref="ArgumentException">The shortest pause is longer than the longest.</exception>
    public ExponentialBackoffRetryAttribute(int maxRetryCount, string minimumInterval, string maximumInterval)
    {
        if (ParseInterval(minimumInterval, nameof(minimumInterval)) > ParseInterval(maximumInterval, nameof(maximumInterval)))
        {
            throw new ArgumentException("The minimum interval must not be greater than the maximum interval.", nameof(minimumInterval));
        }

        MaxRetryCount = maxRetryCount;
        MinimumInterval = minimumInterval;
        MaximumInterval = maximumInterval;
    }

    /// <summary>The shortest pause, <c>HH:mm:ss</c>.</summary>
    public string MinimumInterval { get; }

    /// <summary>The longest pause, <c>HH:mm:ss</c>.</summary>
    public string MaximumInterval { get; }
}
