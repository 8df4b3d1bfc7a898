using Azure.Messaging.EventHubs;
using Azure.Messaging.ServiceBus;
using ExposurePipeline.Exposure.Ports;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Tells a message that is refused for what it is from a channel that cannot be used now.</summary>
internal static class Refusal
{
    /// <summary>Sends; a fault that is the message's becomes a <see cref="MessageRefusedException"/>.</summary>
    public static async Task TellAsync(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception fault) when (IsOfMessage(fault))
        {
            throw new MessageRefusedException(fault.Message, fault);
        }
    }

    // A status 400 has no reason of its own and arrives as a general error that another try does not cure.
    private static bool IsOfMessage(Exception fault) => fault switch
    {
        ServiceBusException { IsTransient: false, Reason: ServiceBusFailureReason.MessageSizeExceeded or ServiceBusFailureReason.GeneralError } => true,
        EventHubsException { IsTransient: false, Reason: EventHubsException.FailureReason.MessageSizeExceeded or EventHubsException.FailureReason.GeneralError } => true,
        _ => false,
    };
}
