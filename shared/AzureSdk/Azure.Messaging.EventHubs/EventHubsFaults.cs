using Azure.Messaging.Http;
using static Azure.Messaging.EventHubs.EventHubsException;

namespace Azure.Messaging.EventHubs;

internal static class EventHubsFaults
{
    /// <summary>The exception that the real package throws for <paramref name="fault"/>; a refused caller gets <see cref="UnauthorizedAccessException"/>.</summary>
    public static Exception ToException(Fault fault, string eventHubName) => fault.Kind == FaultKind.Unauthorized
        ? new UnauthorizedAccessException($"{fault.Message} ({eventHubName})", fault.Cause)
        : new EventHubsException(fault.IsTransient, eventHubName, fault.Message, Reason(fault.Kind), fault.Cause);

    private static FailureReason Reason(FaultKind kind) => kind switch
    {
        FaultKind.EntityNotFound => FailureReason.ResourceNotFound,
        FaultKind.TooLarge => FailureReason.MessageSizeExceeded,
        FaultKind.QuotaExceeded => FailureReason.QuotaExceeded,
        FaultKind.Busy => FailureReason.ServiceBusy,
        FaultKind.Timeout => FailureReason.ServiceTimeout,
        FaultKind.Communication => FailureReason.ServiceCommunicationProblem,
        _ => FailureReason.GeneralError,
    };
}
