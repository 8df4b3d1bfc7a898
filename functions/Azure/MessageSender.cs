using Azure.Messaging.ServiceBus;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;

namespace ExposurePipeline.Functions.Azure;

/// <summary>Sends messages to topics in batches, and signals to hub <c>observations</c>.</summary>
internal sealed class MessageSender(Lazy<ServiceBusClient> bus, TopicSettings topics, ObservationSender observations, DependencyStates states) : IMessageSender, IAsyncDisposable
{
    private const string ContentType = "application/cloudevents+json; charset=utf-8";

    private readonly Lazy<ServiceBusSender> tagChanges = new(() => bus.Value.CreateSender(topics.TagChanges));
    private readonly Lazy<ServiceBusSender> recommendations = new(() => bus.Value.CreateSender(topics.Recommendations));

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        foreach (var channel in messages.GroupBy(static message => message.Channel))
        {
            await SendAsync(channel.Key, channel, cancellation);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var sender in new[] { tagChanges, recommendations }.Where(static sender => sender.IsValueCreated))
        {
            await sender.Value.DisposeAsync();
        }
    }

    private Task SendAsync(Channel channel, IEnumerable<OutboxMessage> messages, CancellationToken cancellation) => channel switch
    {
        Channel.TagChanges => Refusal.TellAsync(() => states.WatchAsync(DependencyStates.ServiceBus, () => SendAsync(tagChanges.Value, messages, cancellation))),
        Channel.Recommendations => Refusal.TellAsync(() => states.WatchAsync(DependencyStates.ServiceBus, () => SendAsync(recommendations.Value, messages, cancellation))),
        _ => Refusal.TellAsync(() => observations.SendAsync(messages.Select(Signal), cancellation)),
    };

    private (string Lane, global::Azure.Messaging.EventHubs.EventData Event) Signal(OutboxMessage message) =>
        (observations.Lanes.Of(message.Subject), ObservationSender.Create(message.Body, message.Enqueued, message.Properties.GetValueOrDefault(EventProperty.TraceParent)));

    private static async Task SendAsync(ServiceBusSender sender, IEnumerable<OutboxMessage> messages, CancellationToken cancellation)
    {
        var batch = await sender.CreateMessageBatchAsync(cancellation);
        try
        {
            foreach (var message in messages)
            {
                if (!batch.TryAddMessage(ToMessage(message)))
                {
                    await sender.SendMessagesAsync(batch, cancellation);
                    batch.Dispose();
                    batch = await sender.CreateMessageBatchAsync(cancellation);
                    Require(batch.TryAddMessage(ToMessage(message)), message, sender);
                }
            }

            await sender.SendMessagesAsync(batch, cancellation);
        }
        finally
        {
            batch.Dispose();
        }
    }

    private static void Require(bool added, OutboxMessage message, ServiceBusSender sender)
    {
        if (!added)
        {
            throw new ServiceBusException($"Message {message.Id} of {message.Body.Length} bytes exceeds what the topic takes.", ServiceBusFailureReason.MessageSizeExceeded, sender.EntityPath);
        }
    }

    private static ServiceBusMessage ToMessage(OutboxMessage message)
    {
        var sent = new ServiceBusMessage(message.Body)
        {
            MessageId = message.Id,
            SessionId = message.Subject.Key, // at most 128 characters, which is Service Bus's limit too
            Subject = message.Subject.Key,
            ContentType = ContentType,
        };
        foreach (var (name, value) in message.Properties)
        {
            sent.ApplicationProperties[name] = value;
        }

        return sent;
    }
}
