using System.Runtime.CompilerServices;
using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Local.Commands;

/// <summary>Receives from a subscription in peek-lock, as a downstream system would.</summary>
internal static class Subscriber
{
    // Long enough that an idle subscription costs nothing, short enough that Ctrl-C is answered at once.
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    /// <summary>Messages until cancellation; each is completed before it is handed out, so that none is shown twice.</summary>
    public static async IAsyncEnumerable<ServiceBusReceivedMessage> ReceiveAsync(
        ServiceBusReceiver receiver, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            if (await NextAsync(receiver, cancellation) is not { } message)
                continue;
            await receiver.CompleteMessageAsync(message, CancellationToken.None);
            yield return message;
        }
    }

    private static async Task<ServiceBusReceivedMessage?> NextAsync(ServiceBusReceiver receiver, CancellationToken cancellation)
    {
        try
        {
            return await receiver.ReceiveMessageAsync(Wait, cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return null;
        }
    }
}
