using Azure.Core;
using Azure.Messaging.Http;

namespace Azure.Messaging.EventHubs;

/// <summary>
/// How often and after which waits a failed send is tried again. A send whose reply was lost is sent twice, so readers must bear duplicates.
/// </summary>
public class EventHubsRetryOptions
{
    /// <summary>Fixed or growing waits. Default: exponential.</summary>
    public EventHubsRetryMode Mode { get; set; } = EventHubsRetryMode.Exponential;

    /// <summary>Retries after the first try, 0 to 100. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaximumRetries { get; set => field = Limits.Within(value, 0, 100, nameof(MaximumRetries)); } = 3;

    /// <summary>First wait, 1 ms to 5 min. Default: 0.8 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public TimeSpan Delay { get; set => field = Limits.Within(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5), nameof(Delay)); } = TimeSpan.FromSeconds(0.8);

    /// <summary>Longest wait. Default: 1 min.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan MaximumDelay { get; set => field = Limits.Within(value, TimeSpan.Zero, TimeSpan.MaxValue, nameof(MaximumDelay)); } = TimeSpan.FromMinutes(1);

    /// <summary>Longest time for one try. Default: 1 min.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, or over an hour.</exception>
    public TimeSpan TryTimeout { get; set => field = Limits.Within(value, TimeSpan.Zero, TimeSpan.FromHours(1), nameof(TryTimeout)); } = TimeSpan.FromMinutes(1);

    internal RetrySettings ToSettings() =>
        new(Mode == EventHubsRetryMode.Fixed ? RetryMode.Fixed : RetryMode.Exponential, MaximumRetries, Delay, MaximumDelay, TryTimeout);
}
