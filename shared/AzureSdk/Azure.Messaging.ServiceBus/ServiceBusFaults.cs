using Azure.Messaging.Http;

namespace Azure.Messaging.ServiceBus;

internal static class ServiceBusFaults
{
    /// <summary>The exception that the real package throws for <paramref name="fault"/>; a refused caller gets <see cref="UnauthorizedAccessException"/>.</summary>
    public static Exception ToException(Fault fault, string entityPath) => fault.Kind == FaultKind.Unauthorized
        ? new UnauthorizedAccessException($"{fault.Message} ({entityPath})", fault.Cause)
        : new ServiceBusException(fault.IsTransient, fault.Message, entityPath, Reason(fault.Kind), fault.Cause);

    private static ServiceBusFailureReason Reason(FaultKind kind) => kind switch
    {
        FaultKind.EntityNotFound => ServiceBusFailureReason.MessagingEntityNotFound,
        FaultKind.EntityDisabled => ServiceBusFailureReason.MessagingEntityDisabled,
        FaultKind.LockLost => ServiceBusFailureReason.MessageLockLost,
        FaultKind.TooLarge => ServiceBusFailureReason.MessageSizeExceeded,
        FaultKind.QuotaExceeded => ServiceBusFailureReason.QuotaExceeded,
        FaultKind.Busy => ServiceBusFailureReason.ServiceBusy,
        FaultKind.Timeout => ServiceBusFailureReason.ServiceTimeout,
        FaultKind.Communication => ServiceBusFailureReason.ServiceCommunicationProblem,
        _ => ServiceBusFailureReason.GeneralError,
    };
}
