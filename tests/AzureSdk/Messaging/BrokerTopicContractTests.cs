using Azure.Messaging.ServiceBus;
using ExposurePipeline.Local.Broker.Topics;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class BrokerTopicContractTests
{
    [Fact]
    public async Task a_message_arrives_as_it_was_sent()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("""{"type":"exposure.tag.added","name":"ü"}""")
        {
            MessageId = "m-1",
            SessionId = "device-ü",
            Subject = "added",
            ContentType = "application/cloudevents+json",
            CorrelationId = "c-1",
            ApplicationProperties = { ["text"] = "High \"5\" ü", ["digits"] = "42", ["whole"] = 42, ["big"] = 9007199254740993L, ["fraction"] = 1.0, ["flag"] = true },
        });

        var message = (await client.CreateReceiver("topic", "all").ReceiveMessageAsync(TimeSpan.Zero))!;

        Assert.Equal("""{"type":"exposure.tag.added","name":"ü"}""", message.Body.ToString());
        Assert.Equal(("m-1", "device-ü", "added", "c-1"), (message.MessageId, message.SessionId, message.Subject, message.CorrelationId));
        Assert.Equal("application/cloudevents+json", message.ContentType);
        Assert.Equal(1, message.DeliveryCount);
        Assert.InRange(message.LockedUntil, broker.Clock.Now.AddSeconds(59), broker.Clock.Now.AddSeconds(60)); // whole seconds travel
        Assert.Equal(
            new Dictionary<string, object> { ["text"] = "High \"5\" ü", ["digits"] = "42", ["whole"] = 42, ["big"] = 9007199254740993L, ["fraction"] = 1.0, ["flag"] = true },
            message.ApplicationProperties);
    }

    [Fact]
    public async Task bytes_that_are_no_text_arrive_unchanged()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var bytes = Enumerable.Range(0, 256).Select(n => (byte)n).ToArray();

        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage(bytes));

        Assert.Equal(bytes, (await client.CreateReceiver("topic", "all").ReceiveMessageAsync(TimeSpan.Zero))!.Body.ToArray());
    }

    [Fact]
    public async Task a_completed_message_does_not_come_again()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var receiver = await SendOneAsync(client);

        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync(TimeSpan.Zero))!);

        broker.Clock.Now += TimeSpan.FromMinutes(10);
        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task an_abandoned_message_comes_again_at_once_with_its_deliveries_counted()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var receiver = await SendOneAsync(client);

        await receiver.AbandonMessageAsync((await receiver.ReceiveMessageAsync(TimeSpan.Zero))!);

        Assert.Equal(2, (await receiver.ReceiveMessageAsync(TimeSpan.Zero))!.DeliveryCount);
    }

    [Fact]
    public async Task a_renewed_lock_holds_and_its_new_end_is_known()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var receiver = await SendOneAsync(client);
        var message = (await receiver.ReceiveMessageAsync(TimeSpan.Zero))!;
        var until = message.LockedUntil;

        broker.Clock.Now += TimeSpan.FromSeconds(50);
        await receiver.RenewMessageLockAsync(message);
        Assert.Equal(until.AddSeconds(50), message.LockedUntil);
        broker.Clock.Now += TimeSpan.FromSeconds(50);

        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.Zero)); // still locked, 100 s after delivery
        await receiver.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task a_lock_that_ended_is_lost_and_the_message_comes_again()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var receiver = await SendOneAsync(client);
        var message = (await receiver.ReceiveMessageAsync(TimeSpan.Zero))!;

        broker.Clock.Now += TimeSpan.FromSeconds(61);

        Assert.Equal(2, (await receiver.ReceiveMessageAsync(TimeSpan.Zero))!.DeliveryCount);
        Assert.Equal(ServiceBusFailureReason.MessageLockLost, (await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message))).Reason);
    }

    [Fact]
    public async Task a_message_delivered_too_often_lies_in_the_dead_letter_queue()
    {
        await using var broker = await LocalBroker.WithTopicAsync(subscription: new EntitySettings { MaxDeliveryCount = 1 });
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var receiver = await SendOneAsync(client);
        await receiver.AbandonMessageAsync((await receiver.ReceiveMessageAsync(TimeSpan.Zero))!);

        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.Zero));
        var dead = client.CreateReceiver("topic", "all", new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter });
        var message = (await dead.ReceiveMessageAsync(TimeSpan.Zero))!;

        Assert.Equal("m", message.MessageId);
        Assert.NotNull(message.DeadLetterReason);
        await dead.CompleteMessageAsync(message);
    }

    [Fact]
    public async Task a_message_id_sent_twice_is_delivered_once_where_duplicates_are_detected()
    {
        await using var broker = await LocalBroker.WithTopicAsync(new EntitySettings { RequiresDuplicateDetection = true });
        await using var client = new ServiceBusClient(broker.ConnectionString);
        await SendOneAsync(client);
        var receiver = await SendOneAsync(client);

        Assert.Single(await receiver.ReceiveMessagesAsync(10, TimeSpan.Zero));
    }

    [Fact]
    public async Task a_batch_arrives_whole_and_in_order()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var ids = Enumerable.Range(0, 20).Select(n => $"m-{n}").ToList();

        await client.CreateSender("topic").SendMessagesAsync(ids.Select(id => new ServiceBusMessage(id) { MessageId = id, SessionId = $"session of {id}" }));
        var messages = await client.CreateReceiver("topic", "all").ReceiveMessagesAsync(100, TimeSpan.Zero);

        Assert.Equal(ids, messages.Select(message => message.MessageId));
        Assert.All(messages, message => Assert.Equal($"session of {message.MessageId}", message.SessionId));
    }

    [Fact]
    public async Task the_second_message_of_a_session_waits_for_the_first()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var receiver = client.CreateReceiver("topic", "all");
        await client.CreateSender("topic").SendMessagesAsync([new ServiceBusMessage("1") { SessionId = "one" }, new ServiceBusMessage("2") { SessionId = "one" }]);

        var first = Assert.Single(await receiver.ReceiveMessagesAsync(10, TimeSpan.Zero));
        await receiver.CompleteMessageAsync(first);

        Assert.Equal(("1", "2"), (first.Body.ToString(), (await receiver.ReceiveMessageAsync(TimeSpan.Zero))!.Body.ToString()));
    }

    [Fact]
    public async Task a_full_batch_is_taken()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var sender = client.CreateSender("topic");
        using var batch = await sender.CreateMessageBatchAsync();
        while (batch.TryAddMessage(new ServiceBusMessage(new string('x', 1000)) { ApplicationProperties = { ["n"] = batch.Count } }))
        {
        }

        await sender.SendMessagesAsync(batch);

        Assert.InRange(batch.Count, 200, 262);
        Assert.Equal(batch.Count, (await client.CreateReceiver("topic", "all").ReceiveMessagesAsync(1000, TimeSpan.Zero)).Count);
    }

    [Fact]
    public async Task a_scheduled_message_is_hidden_until_its_time_and_a_short_lived_one_goes()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var receiver = client.CreateReceiver("topic", "all");
        await client.CreateSender("topic").SendMessagesAsync(
        [
            new ServiceBusMessage("later") { ScheduledEnqueueTime = broker.Clock.Now.AddMinutes(5) },
            new ServiceBusMessage("short") { TimeToLive = TimeSpan.FromSeconds(30) },
        ]);

        broker.Clock.Now += TimeSpan.FromMinutes(1);
        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.Zero));
        broker.Clock.Now += TimeSpan.FromMinutes(5);
        Assert.Equal("later", (await receiver.ReceiveMessageAsync(TimeSpan.Zero))!.Body.ToString());
    }

    [Fact]
    public async Task a_waiting_receiver_gets_a_message_sent_meanwhile()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var waiting = client.CreateReceiver("topic", "all").ReceiveMessageAsync(TimeSpan.FromSeconds(30));

        await SendOneAsync(client);

        Assert.Equal("m", (await waiting)!.MessageId);
    }

    [Fact]
    public async Task receive_and_delete_leaves_nothing()
    {
        await using var broker = await LocalBroker.StartAsync();
        await broker.Server.EnsureQueue("queue");
        await using var client = new ServiceBusClient(broker.ConnectionString);
        await client.CreateSender("queue").SendMessageAsync(new ServiceBusMessage("x"));
        var receiver = client.CreateReceiver("queue", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete });

        Assert.Equal("x", (await receiver.ReceiveMessageAsync(TimeSpan.Zero))!.Body.ToString());
        broker.Clock.Now += TimeSpan.FromMinutes(10);
        Assert.Null(await receiver.ReceiveMessageAsync(TimeSpan.Zero));
    }

    [Fact]
    public async Task an_absent_topic_or_subscription_is_named()
    {
        await using var broker = await LocalBroker.WithTopicAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);

        var send = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateSender("absent").SendMessageAsync(new ServiceBusMessage("x")));
        var receive = await Assert.ThrowsAsync<ServiceBusException>(() => client.CreateReceiver("topic", "absent").ReceiveMessageAsync(TimeSpan.Zero));

        Assert.Equal((ServiceBusFailureReason.MessagingEntityNotFound, "absent"), (send.Reason, send.EntityPath));
        Assert.Equal((ServiceBusFailureReason.MessagingEntityNotFound, "topic/subscriptions/absent"), (receive.Reason, receive.EntityPath));
    }

    private static async Task<ServiceBusReceiver> SendOneAsync(ServiceBusClient client)
    {
        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x") { MessageId = "m" });
        return client.CreateReceiver("topic", "all");
    }
}
