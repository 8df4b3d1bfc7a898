using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Local.Broker;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class BrokerHubContractTests
{
    private const int Partitions = 4;

    [Fact]
    public async Task events_arrive_with_body_and_properties_as_sent()
    {
        await using var broker = await StartAsync();
        await using var producer = new EventHubProducerClient(broker.ConnectionString, "hub");
        var binary = new byte[] { 0, 0xFF, 1 };

        await producer.SendAsync(
            [new EventData("""{"a":"ü \"q\""}""") { Properties = { ["format"] = "defender", ["count"] = 3, ["ratio"] = 2.0, ["live"] = true } }, new EventData(binary)],
            new SendEventOptions { PartitionId = "2" });

        var events = await ReadAsync(broker, 2);
        Assert.Equal("""{"a":"ü \"q\""}""", System.Text.Encoding.UTF8.GetString(events[0].Body.Span));
        Assert.Equal(new Dictionary<string, object?> { ["format"] = "defender", ["count"] = 3L, ["ratio"] = 2.0, ["live"] = true }, events[0].Properties);
        Assert.Equal(binary, events[1].Body.ToArray());
    }

    [Fact]
    public async Task events_of_one_key_lie_in_one_partition_in_order()
    {
        await using var broker = await StartAsync();
        await using var producer = new EventHubProducerClient(broker.ConnectionString, "hub");

        foreach (var n in Enumerable.Range(0, 5))
        {
            await producer.SendAsync([new EventData($"{n}")], new SendEventOptions { PartitionKey = "device-ü" });
        }

        var all = (await Task.WhenAll(Enumerable.Range(0, Partitions).Select(partition => ReadAsync(broker, partition)))).Where(events => events.Count > 0);
        var events = Assert.Single(all);
        Assert.Equal(["0", "1", "2", "3", "4"], events.Select(one => System.Text.Encoding.UTF8.GetString(one.Body.Span)));
        Assert.All(events, one => Assert.Equal("device-ü", one.PartitionKey));
    }

    [Fact]
    public async Task a_full_batch_is_taken_and_one_for_another_hub_is_refused()
    {
        await using var broker = await StartAsync();
        await using var producer = new EventHubProducerClient(broker.ConnectionString, "hub");
        using var batch = await producer.CreateBatchAsync(new CreateBatchOptions { PartitionId = "0" });
        while (batch.TryAdd(new EventData(new string('x', 10_000))))
        {
        }

        await producer.SendAsync(batch);
        var error = await Assert.ThrowsAsync<EventHubsException>(() => new EventHubProducerClient(broker.ConnectionString, "absent").SendAsync([new EventData("x")]));

        Assert.Equal(batch.Count, (await ReadAsync(broker, 0)).Count);
        Assert.Equal(EventHubsException.FailureReason.ResourceNotFound, error.Reason);
    }

    [Fact]
    public async Task a_wrong_key_may_not_send()
    {
        await using var broker = await StartAsync();
        var wrong = broker.ConnectionString.Replace("SAS_KEY_VALUE", "other", StringComparison.Ordinal);

        await Assert.ThrowsAsync<UnauthorizedAccessException>(() => new EventHubProducerClient(wrong, "hub").SendAsync([new EventData("x")]));
    }

    [Fact]
    public async Task a_connection_string_for_one_hub_signs_for_that_hub()
    {
        await using var broker = await StartAsync();
        await using var producer = new EventHubProducerClient($"{broker.ConnectionString}EntityPath=hub");

        await producer.SendAsync([new EventData("x")], new SendEventOptions { PartitionId = "1" });

        Assert.Single(await ReadAsync(broker, 1));
    }

    private static async Task<LocalBroker> StartAsync()
    {
        var broker = await LocalBroker.StartAsync();
        await broker.Server.EnsureHub("hub", Partitions);
        return broker;
    }

    private static async Task<IReadOnlyList<HubEvent>> ReadAsync(LocalBroker broker, int partition) =>
        await broker.Server.HubLog.ReadAsync("hub", partition, 0, 1000, CancellationToken.None);
}
