using System.Runtime.Serialization;
using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class SizeLimitTests
{
    private const int Envelope = 13; // [{"Body":""}] around the payload

    [Fact]
    public async Task events_beyond_one_mebibyte_are_refused_before_sending()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "hub");

        await producer.SendAsync([Event((1024 * 1024) - Envelope)]);
        var error = await Assert.ThrowsAsync<EventHubsException>(() => producer.SendAsync([Event(1024 * 1024 - Envelope + 1)]));

        Assert.Equal((EventHubsException.FailureReason.MessageSizeExceeded, false), (error.Reason, error.IsTransient));
        Assert.Equal(1024 * 1024, service.Only.Body.Length);
    }

    [Fact]
    public async Task messages_beyond_256_kibibytes_are_refused_before_sending_and_the_first_that_did_not_fit_is_named()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);
        var sender = client.CreateSender("topic");

        await sender.SendMessageAsync(Message((256 * 1024) - Envelope));
        var error = await Assert.ThrowsAsync<ServiceBusException>(() => sender.SendMessagesAsync([Message(200_000), Message(80_000)]));

        Assert.Equal((ServiceBusFailureReason.MessageSizeExceeded, false), (error.Reason, error.IsTransient));
        Assert.Contains("Message 1 (counted from 0)", error.Message, StringComparison.Ordinal);
        Assert.Equal(256 * 1024, service.Only.Body.Length);
    }

    [Fact]
    public async Task a_batch_takes_what_fits_and_a_message_that_does_not_leaves_it_as_it_was()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);
        using var batch = await client.CreateSender("topic").CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = 100 });

        Assert.True(batch.TryAddMessage(Message(20)));
        var size = batch.SizeInBytes;
        Assert.False(batch.TryAddMessage(Message(80)));
        Assert.Equal((1, size), (batch.Count, batch.SizeInBytes));
        Assert.True(batch.TryAddMessage(Message(20)));
        Assert.InRange(batch.SizeInBytes, size, batch.MaxSizeInBytes);
    }

    [Fact]
    public async Task a_batch_larger_than_the_service_takes_cannot_be_asked_for()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);
        await using var producer = new EventHubProducerClient(service.ConnectionString, "hub");

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await client.CreateSender("t").CreateMessageBatchAsync(new CreateMessageBatchOptions { MaxSizeInBytes = (256 * 1024) + 1 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await producer.CreateBatchAsync(new CreateBatchOptions { MaximumSizeInBytes = (1024 * 1024) + 1 }));
    }

    [Theory]
    [InlineData(double.NaN)] // JSON has no such number
    [InlineData(float.PositiveInfinity)]
    public async Task a_property_that_cannot_travel_is_named(object value)
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);

        var error = await Assert.ThrowsAsync<SerializationException>(() =>
            client.CreateSender("t").SendMessageAsync(new ServiceBusMessage("x") { ApplicationProperties = { ["speed"] = value } }));

        Assert.Contains("'speed'", error.Message, StringComparison.Ordinal);
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task a_property_of_bytes_is_refused_and_the_batch_can_go_on()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "hub");
        using var batch = await producer.CreateBatchAsync();

        Assert.Throws<SerializationException>(() => batch.TryAdd(new EventData("x") { Properties = { ["raw"] = new byte[] { 1 } } }));
        Assert.True(batch.TryAdd(new EventData("y")));
        await producer.SendAsync(batch);

        Assert.Equal("""[{"Body":"y"}]""", service.Only.Text);
    }

    private static EventData Event(int size) => new(new string('x', size));

    private static ServiceBusMessage Message(int size) => new(new string('x', size));
}
