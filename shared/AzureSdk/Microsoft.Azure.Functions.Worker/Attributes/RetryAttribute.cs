namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the host repeats a failed invocation.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class RetryAttribute : Attribute
{
    /// <summary>How many times an invocation is repeated; -1 means without end.</summary>
    public int MaxRetryCount { get; set; }

    /// <summary>Reads an interval written <c>HH:mm:ss</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The text is no time span, or a negative one.</exception>
    private protected static TimeSpan ParseInterval(string text, string parameter) =>
        TimeSpan.TryParse(text, null, out var interval) && interval >= TimeSpan.Zero
            ? interval
            : throw new ArgumentOutOfRangeException(parameter, text, "Expected a time span HH:mm:ss that is not negative.");
}
