using Azure.Core;
using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

/// <summary>
/// How often and after which waits a failed request is tried again. A send whose reply was lost is sent twice: give messages a
/// <see cref="ServiceBusMessage.MessageId"/>, so that duplicate detection or the reader can tell.
/// </summary>
public class ServiceBusRetryOptions
{
    /// <summary>Fixed or growing waits. Default: exponential.</summary>
    public ServiceBusRetryMode Mode { get; set; } = ServiceBusRetryMode.Exponential;

    /// <summary>Retries after the first try, 0 to 100. Default: 3.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public int MaxRetries { get; set => field = Limits.Within(value, 0, 100, nameof(MaxRetries)); } = 3;

    /// <summary>First wait, 1 ms to 5 min. Default: 0.8 s.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public TimeSpan Delay { get; set => field = Limits.Within(value, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(5), nameof(Delay)); } = TimeSpan.FromSeconds(0.8);

    /// <summary>Longest wait. Default: 1 min.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public TimeSpan MaxDelay { get; set => field = Limits.Within(value, TimeSpan.Zero, TimeSpan.MaxValue, nameof(MaxDelay)); } = TimeSpan.FromMinutes(1);

    /// <summary>Longest time for one try, and the wait of a receive that names none; above zero, up to an hour. Default: 1 min.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside that range.</exception>
    public TimeSpan TryTimeout { get; set => field = Limits.Within(value, TimeSpan.FromTicks(1), TimeSpan.FromHours(1), nameof(TryTimeout)); } = TimeSpan.FromMinutes(1);

    internal RetrySettings ToSettings() =>
        new(Mode == ServiceBusRetryMode.Fixed ? RetryMode.Fixed : RetryMode.Exponential, MaxRetries, Delay, MaxDelay, TryTimeout);
}
