using Azure.Messaging.EventHubs;
using Azure.Messaging.EventHubs.Producer;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class EventHubsWireTests
{
    [Fact]
    public async Task a_batch_of_one_key_is_one_request_in_the_documented_format()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "observations");

        await producer.SendAsync(Events(), new SendEventOptions { PartitionKey = "device-ü" });

        Golden.Matches(service.Only.ToGolden(), "tests", "AzureSdk", "Messaging", "Golden", "event-hubs-batch.golden.txt");
    }

    [Fact]
    public async Task a_filled_batch_is_sent_as_the_same_request()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "observations");
        using var batch = await producer.CreateBatchAsync(new CreateBatchOptions { PartitionKey = "device-ü" });

        Assert.All(Events(), one => Assert.True(batch.TryAdd(one)));
        await producer.SendAsync(batch);

        Assert.Equal(service.Only.Body.Length, batch.SizeInBytes);
        Golden.Matches(service.Only.ToGolden(), "tests", "AzureSdk", "Messaging", "Golden", "event-hubs-batch.golden.txt");
    }

    [Fact]
    public async Task without_a_key_the_service_chooses_the_partition()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "observations");

        await producer.SendAsync([new EventData("x")]);

        Assert.Equal("POST /observations/messages?api-version=2014-01", service.Only.Line);
        Assert.DoesNotContain("BrokerProperties", service.Only.Headers.Keys);
        Assert.Equal("""[{"Body":"x"}]""", service.Only.Text);
    }

    [Fact]
    public async Task a_partition_id_is_part_of_the_address()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "observations");

        await producer.SendAsync([new EventData("x")], new SendEventOptions { PartitionId = "3" });

        Assert.Equal("POST /observations/partitions/3/messages?api-version=2014-01", service.Only.Line);
    }

    [Fact]
    public async Task partition_id_and_key_together_are_refused_before_sending()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "observations");

        await Assert.ThrowsAsync<InvalidOperationException>(() => producer.SendAsync([new EventData("x")], new SendEventOptions { PartitionId = "3", PartitionKey = "k" }));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public async Task nothing_to_send_needs_no_request()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var producer = new EventHubProducerClient(service.ConnectionString, "observations");

        await producer.SendAsync([]);

        Assert.Empty(service.Requests);
    }

    private static EventData[] Events() =>
    [
        new("""{"a":"text with \"quotes\" and ü"}""") { Properties = { ["format"] = "defender", ["count"] = 3, ["ratio"] = 2.0, ["live"] = true } },
        new(new byte[] { 0, 0xFF, 1 }) { MessageId = "m-2", CorrelationId = "c-2", ContentType = "application/octet-stream" },
        new(ReadOnlyMemory<byte>.Empty),
    ];
}
