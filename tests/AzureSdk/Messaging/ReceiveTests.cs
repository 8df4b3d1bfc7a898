using System.Text;
using Azure.Messaging.ServiceBus;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class ReceiveTests
{
    private const string Broker =
        """
        {"DeliveryCount":2,"EnqueuedSequenceNumber":3,"EnqueuedTimeUtc":"Sun, 06 Nov 1994 08:49:37 GMT","Label":"added","LockToken":"1b2c3d4e-0000-0000-0000-000000000001","LockedUntilUtc":"Sun, 06 Nov 1994 08:50:37 GMT","MessageId":"m-1","SequenceNumber":9007199254740993,"SessionId":"device-1","PartitionKey":"device-1","CorrelationId":"c-1","State":"Active","TimeToLive":922337203685.47754}
        """;

    private const string Lock = "/tag-changes/subscriptions/all/messages/9007199254740993/1b2c3d4e-0000-0000-0000-000000000001";

    [Fact]
    public async Task a_delivered_message_is_read_whole()
    {
        await using var service = await LoopbackService.StartAsync();

        var message = await Receiver(service.Answer(Deliver)).ReceiveMessageAsync(TimeSpan.FromSeconds(1.2));

        Assert.Equal("POST /tag-changes/subscriptions/all/messages/head?timeout=2", service.Only.Line);
        Assert.NotNull(message);
        Assert.Equal("{}", message.Body.ToString());
        Assert.Equal(("m-1", "device-1", "device-1", "added", "c-1"), (message.MessageId, message.SessionId, message.PartitionKey, message.Subject, message.CorrelationId));
        Assert.Equal((2, 9007199254740993, 3), (message.DeliveryCount, message.SequenceNumber, message.EnqueuedSequenceNumber));
        Assert.Equal("1b2c3d4e-0000-0000-0000-000000000001", message.LockToken);
        Assert.Equal("application/cloudevents+json", message.ContentType);
        Assert.Equal(new DateTimeOffset(1994, 11, 6, 8, 49, 37, TimeSpan.Zero), message.EnqueuedTime);
        Assert.Equal(message.EnqueuedTime.AddMinutes(1), message.LockedUntil);
        Assert.Equal(TimeSpan.MaxValue, message.TimeToLive); // more seconds than a TimeSpan holds
    }

    [Fact]
    public async Task properties_keep_their_types()
    {
        await using var service = await LoopbackService.StartAsync();

        var message = await Receiver(service.Answer(Deliver)).ReceiveMessageAsync();

        Assert.Equal(
            new Dictionary<string, object>
            {
                ["text"] = "High \"5\" ü",
                ["digits"] = "42", // quoted, so text
                ["whole"] = 42,
                ["big"] = 9007199254740993L,
                ["fraction"] = 1.0,
                ["flag"] = false,
                ["bare"] = "as-is",
            },
            message!.ApplicationProperties);
    }

    [Fact]
    public async Task no_message_is_null()
    {
        await using var service = await LoopbackService.StartAsync();

        Assert.Null(await Receiver(service.Answer(204)).ReceiveMessageAsync(TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task the_default_wait_is_the_try_timeout()
    {
        await using var service = await LoopbackService.StartAsync();

        await Receiver(service.Answer(204)).ReceiveMessageAsync();

        Assert.EndsWith("?timeout=60", service.Only.Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task many_are_received_until_none_is_left()
    {
        await using var service = await LoopbackService.StartAsync();

        var messages = await Receiver(service.Answer(Deliver).Answer(Deliver).Answer(204)).ReceiveMessagesAsync(10, TimeSpan.FromSeconds(5));

        Assert.Equal(2, messages.Count);
        Assert.Equal(["timeout=5", "timeout=0", "timeout=0"], service.Requests.Select(request => request.Target.Split('?')[1]));
    }

    [Fact]
    public async Task a_fault_after_the_first_message_ends_the_batch_without_losing_it()
    {
        await using var service = await LoopbackService.StartAsync();

        var messages = await Receiver(service.Answer(Deliver).Answer(400)).ReceiveMessagesAsync(10, TimeSpan.Zero);

        Assert.Single(messages);
    }

    [Fact]
    public async Task a_message_is_completed_abandoned_and_renewed_at_its_lock()
    {
        await using var service = await LoopbackService.StartAsync();
        var receiver = Receiver(service.Answer(Deliver));
        var message = (await receiver.ReceiveMessageAsync())!;

        service.Answer(200, "", ("BrokerProperties", """{"LockedUntilUtc":"Sun, 06 Nov 1994 08:55:00 GMT"}"""));
        await receiver.RenewMessageLockAsync(message);
        await receiver.AbandonMessageAsync(message);
        await receiver.CompleteMessageAsync(message);

        Assert.Equal([$"POST {Lock}", $"PUT {Lock}", $"DELETE {Lock}"], service.Requests.Skip(1).Select(request => request.Line));
        Assert.Equal(new DateTimeOffset(1994, 11, 6, 8, 55, 0, TimeSpan.Zero), message.LockedUntil);
    }

    [Fact]
    public async Task a_renewal_without_a_new_end_leaves_the_old_one()
    {
        await using var service = await LoopbackService.StartAsync();
        var receiver = Receiver(service.Answer(Deliver).Answer(200));
        var message = (await receiver.ReceiveMessageAsync())!;
        var until = message.LockedUntil;

        await receiver.RenewMessageLockAsync(message);

        Assert.Equal(until, message.LockedUntil);
    }

    [Theory]
    [InlineData(404, "", ServiceBusFailureReason.MessageLockLost)]
    [InlineData(410, "The lock supplied is invalid.", ServiceBusFailureReason.MessageLockLost)]
    [InlineData(410, "No such subscription.", ServiceBusFailureReason.MessagingEntityNotFound)]
    public async Task a_lost_lock_is_told_from_a_lost_subscription(int status, string detail, ServiceBusFailureReason reason)
    {
        await using var service = await LoopbackService.StartAsync();
        var receiver = Receiver(service.Answer(Deliver).Answer(status, detail));
        var message = (await receiver.ReceiveMessageAsync())!;

        Assert.Equal(reason, (await Assert.ThrowsAsync<ServiceBusException>(() => receiver.CompleteMessageAsync(message))).Reason);
    }

    [Fact]
    public async Task a_lock_at_another_host_is_asked_for_at_our_own()
    {
        await using var service = await LoopbackService.StartAsync();
        var receiver = Receiver(service.Answer(201, "x", ("BrokerProperties", Broker.Trim()), ("Location", "https://elsewhere.example/q/messages/1/token")));

        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync())!);

        Assert.Equal("DELETE /q/messages/1/token", service.Requests[^1].Line); // the token is for this namespace only
    }

    [Fact]
    public async Task a_message_without_location_is_settled_by_sequence_number_and_lock()
    {
        await using var service = await LoopbackService.StartAsync();
        var receiver = Receiver(service.Answer(201, "x", ("BrokerProperties", Broker.Trim())));

        await receiver.CompleteMessageAsync((await receiver.ReceiveMessageAsync())!);

        Assert.Equal($"DELETE {Lock}", service.Requests[^1].Line);
    }

    [Fact]
    public async Task receive_and_delete_has_no_lock_to_settle()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.Answer(200, "x", ("BrokerProperties", """{"MessageId":"m"}""")).ConnectionString);
        var receiver = client.CreateReceiver("queue", new ServiceBusReceiverOptions { ReceiveMode = ServiceBusReceiveMode.ReceiveAndDelete, SubQueue = SubQueue.DeadLetter });

        var message = await receiver.ReceiveMessageAsync(TimeSpan.Zero);

        Assert.Equal("DELETE /queue/$DeadLetterQueue/messages/head?timeout=0", service.Only.Line);
        await Assert.ThrowsAsync<InvalidOperationException>(() => receiver.CompleteMessageAsync(message!));
    }

    [Fact]
    public async Task a_change_of_properties_on_abandon_is_refused_because_rest_cannot_carry_it()
    {
        await using var service = await LoopbackService.StartAsync();
        var receiver = Receiver(service.Answer(Deliver));
        var message = (await receiver.ReceiveMessageAsync())!;

        await Assert.ThrowsAsync<NotSupportedException>(() => receiver.AbandonMessageAsync(message, new Dictionary<string, object> { ["a"] = 1 }));
    }

    [Fact]
    public async Task unreadable_broker_properties_are_an_error_not_a_message_without_a_name()
    {
        await using var service = await LoopbackService.StartAsync();

        var error = await Assert.ThrowsAsync<ServiceBusException>(() => Receiver(service.Answer(201, "x", ("BrokerProperties", "not json"))).ReceiveMessageAsync());

        Assert.Contains("BrokerProperties", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_received_message_can_be_sent_on()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.Answer(Deliver).ConnectionString);
        var message = (await client.CreateReceiver("tag-changes", "all").ReceiveMessageAsync())!;

        await client.CreateSender("other").SendMessageAsync(new ServiceBusMessage(message));

        var sent = service.Requests[^1].Element();
        Assert.Equal("m-1", sent.GetProperty("BrokerProperties").GetProperty("MessageId").GetString());
        Assert.Equal(42, sent.GetProperty("UserProperties").GetProperty("whole").GetInt32());
        Assert.False(sent.GetProperty("BrokerProperties").TryGetProperty("LockToken", out _));
    }

    private static ServiceBusReceiver Receiver(LoopbackService service) =>
        new ServiceBusClient(service.ConnectionString, FastRetries.ServiceBus()).CreateReceiver("tag-changes", "all");

    private static async Task Deliver(HttpContext context)
    {
        context.Response.StatusCode = 201;
        var headers = context.Response.Headers;
        headers.Location = $"http://127.0.0.1{Lock}";
        headers.ContentType = "application/cloudevents+json";
        headers["BrokerProperties"] = Broker.Trim();
        headers["text"] = "\"High \\\"5\\\" \\u00FC\"";
        headers["digits"] = "\"42\"";
        headers["whole"] = "42";
        headers["big"] = "9007199254740993";
        headers["fraction"] = "1.0";
        headers["flag"] = "false";
        headers["bare"] = "as-is";
        await context.Response.Body.WriteAsync(Encoding.UTF8.GetBytes("{}"));
    }
}
