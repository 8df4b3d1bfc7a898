namespace Azure.Messaging.Http;

/// <summary>Why a request failed, before either package's exception is made of it.</summary>
/// <param name="Kind">The class of failure.</param>
/// <param name="IsTransient">Whether the same request may succeed later.</param>
/// <param name="Message">What happened, with the service's own words.</param>
/// <param name="Cause">The exception below, if any.</param>
internal readonly record struct Fault(FaultKind Kind, bool IsTransient, string Message, Exception? Cause = null);

/// <summary>The failures that the two REST protocols can tell apart.</summary>
internal enum FaultKind
{
    General,
    Unauthorized,
    EntityNotFound,
    EntityDisabled,
    LockLost,
    TooLarge,
    QuotaExceeded,
    Busy,
    Timeout,
    Communication,
}
