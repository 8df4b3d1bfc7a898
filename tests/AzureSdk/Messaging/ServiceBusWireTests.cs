using Azure.Messaging.ServiceBus;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.AzureSdk.Messaging;

public sealed class ServiceBusWireTests
{
    [Fact]
    public async Task messages_are_one_request_in_the_documented_format()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);

        await client.CreateSender("tag-changes").SendMessagesAsync(Messages());

        Golden.Matches(service.Only.ToGolden(), "tests", "AzureSdk", "Messaging", "Golden", "service-bus-batch.golden.txt");
    }

    [Fact]
    public async Task a_filled_batch_is_sent_as_the_same_request()
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);
        var sender = client.CreateSender("tag-changes");
        using var batch = await sender.CreateMessageBatchAsync();

        Assert.All(Messages(), one => Assert.True(batch.TryAddMessage(one)));
        await sender.SendMessagesAsync(batch);

        Assert.Equal(service.Only.Body.Length, batch.SizeInBytes);
        Golden.Matches(service.Only.ToGolden(), "tests", "AzureSdk", "Messaging", "Golden", "service-bus-batch.golden.txt");
    }

    [Theory]
    [InlineData("tag-changes", "/tag-changes/messages")]
    [InlineData("a/b", "/a/b/messages")] // a slash is part of an entity's path
    [InlineData("with space", "/with%20space/messages")]
    public async Task an_entity_name_is_escaped_segment_by_segment(string entity, string target)
    {
        await using var service = await LoopbackService.StartAsync();
        await using var client = new ServiceBusClient(service.ConnectionString);

        await client.CreateSender(entity).SendMessageAsync(new ServiceBusMessage("x"));

        Assert.Equal(target, service.Only.Target);
    }

    [Fact]
    public void a_session_id_replaces_another_partition_key_and_a_partition_key_must_equal_the_session_id()
    {
        var message = new ServiceBusMessage("x") { PartitionKey = "p" };
        message.SessionId = "s";

        Assert.Equal("s", message.PartitionKey);
        Assert.Throws<ArgumentOutOfRangeException>(() => message.PartitionKey = "other");
    }

    private static ServiceBusMessage[] Messages() =>
    [
        new("""{"type":"exposure.tag.added"}""")
        {
            MessageId = "m-1",
            SessionId = "device-1",
            PartitionKey = "device-1",
            Subject = "added",
            ContentType = "application/cloudevents+json",
            CorrelationId = "c-1",
            TimeToLive = TimeSpan.FromSeconds(90),
            ScheduledEnqueueTime = new DateTimeOffset(1994, 11, 6, 8, 49, 37, TimeSpan.Zero),
            ApplicationProperties =
            {
                ["text"] = "High \"5\"",
                ["whole"] = 42,
                ["big"] = 9007199254740993L,
                ["fraction"] = 1.0,
                ["flag"] = false,
                ["when"] = new DateTimeOffset(2025, 1, 2, 3, 4, 5, TimeSpan.Zero),
                ["id"] = Guid.Parse("00000000-0000-0000-0000-000000000001"),
            },
        },
        new(new byte[] { 0, 1, 0xFE }) { To = "t", ReplyTo = "r", ReplyToSessionId = "rs" },
    ];
}
