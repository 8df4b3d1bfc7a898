using Azure.Messaging.EventHubs.Producer;
using Azure.Messaging.ServiceBus;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using ExposurePipeline.Functions.Settings;
using ExposurePipeline.Functions.Telemetry;
using Xunit;
using static ExposurePipeline.Tests.Functions.Azure.Changes;

namespace ExposurePipeline.Tests.Functions.Azure;

public sealed class SenderTests
{
    private const string Trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private readonly DependencyStates states = new();
    private readonly Lanes lanes = new(buckets: 32);

    [Fact]
    public async Task every_entity_arrives_and_keeps_one_partition()
    {
        await using var broker = await Broker.StartAsync();
        var hub = new EventHubObservations(Sender(broker.ConnectionString));
        EntityObservations[] sent = [.. Enumerable.Range(0, 500).Select(static n => Observed($"d{n}", 1))];

        await hub.SendAsync(sent, CancellationToken.None);
        await hub.SendAsync(sent, CancellationToken.None);

        var events = await broker.ReadAsync();
        var where = events.SelectMany(static each => Decode(each.Event.Body).Select(o => (o.Entity, each.Partition))).ToList();
        Assert.Equal(1000, where.Count);
        Assert.Equal(500, where.Distinct().Count()); // the same entity, the same partition
        Assert.InRange(events.Count, 2, 2 * lanes.Count); // few sends for many entities
    }

    [Fact]
    public async Task an_event_carries_the_trace_and_the_oldest_acceptance_of_its_entities()
    {
        await using var broker = await Broker.StartAsync();

        await new EventHubObservations(Sender(broker.ConnectionString)).SendAsync([Observed("a", 1)], CancellationToken.None);

        var only = Assert.Single(await broker.ReadAsync()).Event;
        Assert.Equal(("2026-03-04T12:00:00.0000000+00:00", Trace), (only.Properties["enqueued"], only.Properties["traceparent"]));
    }

    [Fact]
    public async Task large_observations_are_spread_over_events_that_a_hub_takes()
    {
        await using var broker = await Broker.StartAsync();
        EntityObservations[] sent = [.. Enumerable.Range(0, 200).Select(static n => Observed($"d{n}", 200))];

        await new EventHubObservations(Sender(broker.ConnectionString)).SendAsync(sent, CancellationToken.None);

        var events = await broker.ReadAsync();
        Assert.All(events, static each => Assert.InRange(each.Event.Body.Length, 1, EventHubObservations.FullEvent));
        Assert.Equal(200, events.Sum(static each => Decode(each.Event.Body).Count));
    }

    [Fact]
    public async Task a_tag_change_arrives_with_what_filters_sessions_and_duplicate_detection_need()
    {
        await using var broker = await Broker.StartAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);

        await Messages(client, broker).SendAsync([Message(AzuriteStores.Device("d1"), "added-1")], CancellationToken.None);

        var message = (await client.CreateReceiver(Broker.Topic, "all").ReceiveMessageAsync(TimeSpan.FromSeconds(5)))!;
        Assert.Equal(("added-1", "d1", "d1", "application/cloudevents+json; charset=utf-8"), (message.MessageId, message.SessionId, message.Subject, message.ContentType));
        Assert.Equal(("added", "body of added-1"), (message.ApplicationProperties["change"], message.Body.ToString()));
    }

    [Fact]
    public async Task more_than_a_batch_is_sent_in_order()
    {
        await using var broker = await Broker.StartAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var large = new string('x', 100_000);

        await Messages(client, broker).SendAsync([.. Enumerable.Range(0, 7).Select(n => Message(AzuriteStores.Device("d"), $"m{n}") with { Body = Bytes(large) })], CancellationToken.None);

        var receiver = client.CreateReceiver(Broker.Topic, "all");
        for (var n = 0; n < 7; n++)
        {
            var message = (await receiver.ReceiveMessageAsync(TimeSpan.FromSeconds(5)))!;
            Assert.Equal(($"m{n}", 100_000), (message.MessageId, message.Body.ToMemory().Length));
            await receiver.CompleteMessageAsync(message);
        }
    }

    [Fact]
    public async Task a_message_that_no_topic_takes_is_named()
    {
        await using var broker = await Broker.StartAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);

        var fault = await Assert.ThrowsAsync<MessageRefusedException>(() => Messages(client, broker).SendAsync(
            [Message(AzuriteStores.Device("d"), "too-large") with { Body = new byte[2_000_000] }], CancellationToken.None));

        Assert.Contains("too-large", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task a_signal_goes_to_the_lane_of_the_entity_it_tells()
    {
        await using var broker = await Broker.StartAsync();
        await using var client = new ServiceBusClient(broker.ConnectionString);
        var told = EntityId.Of(new TenantId("contoso"), new IpAddress(0x34010203, true));
        var signal = Message(told, "signal-1") with { Channel = Channel.Signals, Body = Bytes("{}") };

        await Messages(client, broker).SendAsync([signal], CancellationToken.None);

        Assert.Equal(lanes.Of(told), Assert.Single(await broker.ReadAsync()).Event.PartitionKey);
    }

    [Fact]
    public async Task a_dependency_that_fails_is_remembered_until_it_works_again()
    {
        await using var broker = await Broker.StartAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => new EventHubObservations(Sender("Endpoint=sb://127.0.0.1:1/;SharedAccessKeyName=a;SharedAccessKey=YQ==;UseDevelopmentEmulator=true")).SendAsync([Observed("a", 1)], CancellationToken.None));
        Assert.True(states.TryGet(DependencyStates.EventHubs, out var fault) && fault is not null);
        await new EventHubObservations(Sender(broker.ConnectionString)).SendAsync([Observed("a", 1)], CancellationToken.None);
        Assert.True(states.TryGet(DependencyStates.EventHubs, out fault) && fault is null);
    }

    private ObservationSender Sender(string connectionString) => new(new(() => new EventHubProducerClient(connectionString, Broker.Hub, new EventHubProducerClientOptions
    {
        RetryOptions = { MaximumRetries = 0 },
    })), lanes, states);

    private MessageSender Messages(ServiceBusClient client, Broker broker) =>
        new(new(client), new TopicSettings(Broker.Topic, "recommendations"), Sender(broker.ConnectionString), states);

    private static EntityObservations Observed(string device, int ports) => new(
        AzuriteStores.Device(device), [.. Enumerable.Range(1, ports).Select(static port => new ListenerSeen(Transport.Tcp, new Endpoint(new IpAddress(0x0a000001, true), (ushort)port), Sighting.At(Noon), new ProcessIdentity("sshd", null, 7)))], Noon, Trace);

    private static List<EntityObservations> Decode(ReadOnlyMemory<byte> body)
    {
        var entities = new List<EntityObservations>();
        Assert.True(ObservationCodec.TryRead(body.Span, entities, out var rejection), rejection.Detail);
        return entities;
    }
}
