using System.Text;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using ExposurePipeline.Local.Broker.Topics;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

/// <summary>The client libraries that the function app uses, against this broker.</summary>
public sealed class ClientTests
{
    [Fact]
    public async Task a_producer_sends_a_batch_by_key_and_the_dispatcher_reads_it()
    {
        await using var broker = await StartAsync();
        await broker.Server.EnsureHub("observations", 4);
        await using var producer = new EventHubProducerClient(broker.Server.ConnectionString, "observations");
        using var batch = await producer.CreateBatchAsync(new CreateBatchOptions { PartitionKey = "device-1" });
        Assert.True(batch.TryAdd(new EventData("text"u8.ToArray()) { Properties = { ["format"] = "nmap", ["count"] = 3 } }));
        Assert.True(batch.TryAdd(new EventData(new byte[] { 0xff, 0x00 })));
        await producer.SendAsync(batch);

        var events = await broker.AllAsync("observations");
        Assert.Equal(["device-1", "device-1"], events.Select(kept => kept.PartitionKey));
        Assert.Equal("text", Encoding.UTF8.GetString(events[0].Body.Span));
        Assert.Equal([0xff, 0x00], events[1].Body.ToArray());
        Assert.Equal(("nmap", 3L), (events[0].Properties["format"], events[0].Properties["count"]));
    }

    [Fact]
    public async Task a_message_is_sent_received_renewed_abandoned_and_completed()
    {
        await using var broker = await StartAsync();
        await broker.SubscribeAsync("tag-changes", "all", new EntitySettings { MaxDeliveryCount = 2 });
        await using var client = new ServiceBusClient(broker.Server.ConnectionString);
        await using var sender = client.CreateSender("tag-changes");
        await sender.SendMessagesAsync([new ServiceBusMessage("{}") { MessageId = "m", SessionId = "s", Subject = "added", ContentType = "application/json", ApplicationProperties = { ["riskLevel"] = 3 } }]);

        await using var receiver = client.CreateReceiver("tag-changes", "all");
        var message = await receiver.ReceiveMessageAsync(TimeSpan.Zero);
        Assert.Equal(("m", "s", "added", "application/json", "{}", 1), (message!.MessageId, message.SessionId, message.Subject, message.ContentType, message.Body.ToString(), message.DeliveryCount));
        Assert.Equal(3, message.ApplicationProperties["riskLevel"]);
        await receiver.RenewMessageLockAsync(message);
        await receiver.AbandonMessageAsync(message);
        message = await receiver.ReceiveMessageAsync(TimeSpan.Zero);
        await receiver.AbandonMessageAsync(message!);
        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.Zero));

        await using var deadLetters = client.CreateReceiver("tag-changes", "all", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var letter = await deadLetters.ReceiveMessageAsync(TimeSpan.Zero);
        Assert.Equal("MaxDeliveryCountExceeded", letter!.ApplicationProperties["DeadLetterReason"]);
        await deadLetters.CompleteMessageAsync(letter);
        var lost = await Assert.ThrowsAsync<ServiceBusException>(() => deadLetters.CompleteMessageAsync(letter));
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, lost.Reason);
    }

    [Fact]
    public async Task a_full_batch_of_each_client_fits()
    {
        await using var broker = await StartAsync();
        await broker.Server.EnsureHub("hub", 1);
        await broker.SubscribeAsync("topic", "all");
        await using var producer = new EventHubProducerClient(broker.Server.ConnectionString, "hub");
        using var events = await producer.CreateBatchAsync();
        while (events.TryAdd(new EventData(new byte[700])))
        {
        }

        await producer.SendAsync(events);
        Assert.Equal(events.Count, (await broker.AllAsync("hub")).Count);

        await using var client = new ServiceBusClient(broker.Server.ConnectionString);
        await using var sender = client.CreateSender("topic");
        using var messages = await sender.CreateMessageBatchAsync();
        while (messages.TryAddMessage(new ServiceBusMessage(new string('ü', 300))))
        {
        }

        await sender.SendMessagesAsync(messages);
        Assert.Equal(201, (int)(await broker.PeekLockAsync("/topic/subscriptions/all")).StatusCode);
    }

    [Fact]
    public async Task an_entity_that_does_not_exist_and_a_wrong_key_are_told_apart()
    {
        await using var broker = await StartAsync();
        await using var client = new ServiceBusClient(broker.Server.ConnectionString);
        var missing = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("nothing").SendMessageAsync(new ServiceBusMessage("x")));
        Assert.Equal(ServiceBusFailureReason.MessagingEntityNotFound, missing.Reason);

        await using var stranger = new ServiceBusClient(broker.Server.ConnectionString.Replace("SAS_KEY_VALUE", "WRONG"));
        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => stranger.CreateSender("nothing").SendMessageAsync(new ServiceBusMessage("x")));
    }

    // The clients read the machine's clock for their tokens and locks.
    private static Task<TestBroker> StartAsync() => TestBroker.StartAsync(options => options with { Time = TimeProvider.System });
}
