using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

/// <summary>Options whose waits do not slow a test.</summary>
internal static class FastRetries
{
    public static ServiceBusClientOptions ServiceBus(int retries = 3) => new()
    {
        RetryOptions = { MaxRetries = retries, Delay = TimeSpan.FromMilliseconds(1), MaxDelay = TimeSpan.FromMilliseconds(5) },
    };

    public static EventHubProducerClientOptions EventHubs(int retries = 3) => new()
    {
        RetryOptions = { MaximumRetries = retries, Delay = TimeSpan.FromMilliseconds(1), MaximumDelay = TimeSpan.FromMilliseconds(5) },
    };
}
