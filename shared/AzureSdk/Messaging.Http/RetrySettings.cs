using Azure.Core;

namespace Azure.Messaging.Http;

/// <summary>What both packages' retry options say, in Azure.Core's terms.</summary>
/// <param name="Mode">Fixed or growing waits; Azure.Core adds jitter of a fifth either way to growing ones.</param>
/// <param name="Maximum">Retries after the first try, 0 to 100.</param>
/// <param name="Delay">First wait.</param>
/// <param name="MaximumDelay">Longest wait.</param>
/// <param name="TryTimeout">Longest time for one try.</param>
internal readonly record struct RetrySettings(RetryMode Mode, int Maximum, TimeSpan Delay, TimeSpan MaximumDelay, TimeSpan TryTimeout)
{
    public void ApplyTo(RetryOptions options)
    {
        options.Mode = Mode;
        options.MaxRetries = Maximum;
        options.Delay = Delay;
        options.MaxDelay = MaximumDelay;
        options.NetworkTimeout = TryTimeout;
    }
}
