using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class LifetimeTests
{
    [Fact]
    public async Task a_client_may_be_disposed_twice_and_closes_all_it_made()
    {
        await using var service = await LoopbackService.StartAsync();
        var client = new ServiceBusClient(service.ConnectionString);
        var sender = client.CreateSender("topic");
        var receiver = client.CreateReceiver("topic", "all");

        await client.DisposeAsync();
        await client.DisposeAsync();

        Assert.True(client.IsClosed && sender.IsClosed && receiver.IsClosed);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => sender.SendMessageAsync(new ServiceBusMessage("x")));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => receiver.ReceiveMessageAsync());
        Assert.Throws<ObjectDisposedException>(() => client.CreateSender("topic"));
        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task a_closed_sender_leaves_its_client_open()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);
        await client.CreateSender("topic").DisposeAsync();

        await client.CreateSender("topic").SendMessageAsync(new ServiceBusMessage("x"));

        Assert.Single(service.Requests);
    }

    [Fact]
    public async Task a_closed_producer_says_so()
    {
        await using var service = await LoopbackService.StartAsync();
        var producer = new EventHubProducerClient(service.ConnectionString, "hub");

        await producer.DisposeAsync();
        await producer.DisposeAsync();

        var error = await Assert.ThrowsAsync<EventHubsException>(() => producer.SendAsync([new EventData("x")]));
        Assert.Equal(EventHubsException.FailureReason.ClientClosed, error.Reason);
    }

    [Fact]
    public async Task one_client_serves_many_threads()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);
        await using var producer = new EventHubProducerClient(service.ConnectionString, "hub");
        var sender = client.CreateSender("topic");

        await Parallel.ForAsync(0, 100, async (n, stop) =>
        {
            await sender.SendMessageAsync(new ServiceBusMessage($"bus-{n}"), stop);
            await producer.SendAsync([new EventData($"hub-{n}")], stop);
        });

        var bodies = service.Requests.Select(request => request.Element().GetProperty("Body").GetString()!).Order();
        Assert.Equal(Enumerable.Range(0, 100).SelectMany(n => new[] { $"bus-{n}", $"hub-{n}" }).Order(), bodies);
    }

    [Fact]
    public async Task a_batch_filled_by_many_threads_holds_every_message_once()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "hub");
        using var batch = await producer.CreateBatchAsync();

        Parallel.For(0, 200, n => Assert.True(batch.TryAdd(new EventData($"{n}"))));
        await producer.SendAsync(batch);

        var bodies = System.Text.Json.JsonDocument.Parse(service.Only.Body).RootElement.EnumerateArray().Select(one => int.Parse(one.GetProperty("Body").GetString()!));
        Assert.Equal(Enumerable.Range(0, 200), bodies.Order());
    }
}
