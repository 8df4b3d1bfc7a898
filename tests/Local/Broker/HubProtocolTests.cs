using System.Net;
using System.Text;
using Xunit;

namespace ExposurePipeline.Tests.Local.Broker;

public sealed class HubProtocolTests : IAsyncLifetime
{
    private TestBroker _broker = null!;

    public async Task InitializeAsync()
    {
        _broker = await TestBroker.StartAsync();
        await _broker.Server.EnsureHub("connections", 4);
    }

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    [Fact]
    public async Task any_content_type_but_the_batch_type_is_one_event_with_its_bytes_untouched()
    {
        byte[] bytes = [0x00, 0xff, 0xfe, 0x5b, 0x7b];
        var answer = await _broker.SendAsync("/connections/messages", bytes, "application/json");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var kept = Assert.Single(await _broker.AllAsync("connections"));
        Assert.Equal(bytes, kept.Body.ToArray());
        Assert.Equal(0, kept.SequenceNumber);
        Assert.Equal(_broker.Clock.GetUtcNow(), kept.EnqueuedTime);
    }

    [Fact]
    public async Task custom_headers_of_a_single_event_become_typed_properties()
    {
        await _broker.SendAsync("/connections/messages", "x", headers:
            [("format", "\"nmap\""), ("Alert", "Strong Wind"), ("count", "42"), ("share", "2.0"), ("final", "true"), ("traceparent", "00-ab-cd-01")]);

        var properties = Assert.Single(await _broker.AllAsync("connections")).Properties;
        Assert.Equal("nmap", properties["format"]);
        Assert.Equal("Strong Wind", properties["Alert"]);
        Assert.Equal(42L, properties["count"]);
        Assert.Equal(2.0, properties["share"]);
        Assert.Equal(true, properties["final"]);
        Assert.Equal("00-ab-cd-01", properties["traceparent"]);
        Assert.Equal(6, properties.Count);
    }

    [Fact]
    public async Task a_batch_keeps_its_order_bodies_and_properties_on_one_partition()
    {
        var answer = await _broker.SendAsync("/connections/messages", """
            [{"Body":"one","UserProperties":{"n":1,"f":2.0,"t":"text","b":false,"z":null}},{"Body":"AP8=","IsBodyBase64":true},{"Body":"zw\u00f6lf \ud83d\ude00"}]
            """, TestBroker.Batch, headers: [("ignored", "header")]);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var events = await _broker.AllAsync("connections");
        Assert.Equal([0L, 1L, 2L], events.Select(kept => kept.SequenceNumber));
        Assert.Equal("one", Encoding.UTF8.GetString(events[0].Body.Span));
        Assert.Equal([0x00, 0xff], events[1].Body.ToArray());
        Assert.Equal("zwölf 😀", Encoding.UTF8.GetString(events[2].Body.Span));
        Assert.Equal([("n", 1L), ("f", 2.0), ("t", "text"), ("b", (object?)false), ("z", null)], events[0].Properties.Select(one => (one.Key, one.Value)));
        Assert.Empty(events[2].Properties);
    }

    [Fact]
    public async Task one_key_always_goes_to_one_partition_whether_in_the_header_or_in_an_element()
    {
        await _broker.SendAsync("/connections/messages", "a", broker: """{"PartitionKey":"device-7"}""");
        await _broker.SendAsync("/connections/messages", """[{"Body":"b","BrokerProperties":{"PartitionKey":"device-7"}},{"Body":"c"}]""", TestBroker.Batch, """{"PartitionKey":"device-7"}""");

        var events = await _broker.AllAsync("connections");
        Assert.Equal([0L, 1L, 2L], events.Select(kept => kept.SequenceNumber));
        Assert.All(events, kept => Assert.Equal("device-7", kept.PartitionKey));
    }

    [Fact]
    public async Task without_a_key_publishes_take_turns()
    {
        for (var i = 0; i < 8; i++)
            await _broker.SendAsync("/connections/messages", "x");

        for (var partition = 0; partition < 4; partition++)
            Assert.Equal(2, (await _broker.Log.ReadAsync("connections", partition, 0, 10, default)).Count);
    }

    [Fact]
    public async Task an_addressed_partition_is_used_and_numbers_have_no_gap()
    {
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Created, (await _broker.SendAsync("/connections/partitions/2/messages", $"{i}")).StatusCode);

        var events = await _broker.Log.ReadAsync("connections", 2, 1, 10, default);
        Assert.Equal([(1L, "1"), (2L, "2")], events.Select(kept => (kept.SequenceNumber, Encoding.UTF8.GetString(kept.Body.Span))));
        Assert.True(events[1].Offset > events[0].Offset);
    }

    [Fact]
    public async Task a_publish_of_one_mebibyte_is_taken_and_one_byte_more_is_not()
    {
        Assert.Equal(HttpStatusCode.Created, (await _broker.SendAsync("/connections/messages", new byte[1024 * 1024])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await _broker.SendAsync("/connections/messages", new byte[(1024 * 1024) + 1])).StatusCode);
        Assert.Single(await _broker.AllAsync("connections"));
    }

    [Fact]
    public async Task waiting_ends_when_the_awaited_event_is_stored_and_not_before()
    {
        var second = _broker.Log.WaitAsync("connections", 0, 1, default);
        await _broker.SendAsync("/connections/partitions/0/messages", "first");
        Assert.False(second.IsCompleted);
        await _broker.SendAsync("/connections/partitions/0/messages", "second");
        await second.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(2, (await _broker.Log.ReadAsync("connections", 0, 0, 10, default)).Count);
    }

    [Fact]
    public async Task checkpoints_belong_to_a_group_and_survive_a_restart()
    {
        await _broker.Server.EnsureHub("connections", 4, "audit");
        await _broker.SendAsync("/connections/partitions/1/messages", "x");
        Assert.Equal(0, await _broker.Log.GetCheckpointAsync("connections", "$Default", 1, default));
        await _broker.Log.SetCheckpointAsync("connections", "$Default", 1, 1, default);
        await _broker.RestartAsync();

        Assert.Equal(1, await _broker.Log.GetCheckpointAsync("connections", "$default", 1, default));
        var lags = (await _broker.Log.GetLagAsync(default)).Where(lag => lag.Partition == 1).ToDictionary(lag => lag.ConsumerGroup);
        Assert.Equal((0L, 1L, 0L, null), (lags["$Default"].LastSequenceNumber, lags["$Default"].NextSequenceNumber, lags["$Default"].Unread, lags["$Default"].OldestUnreadEnqueuedTime));
        Assert.Equal((1L, _broker.Clock.GetUtcNow()), (lags["audit"].Unread, lags["audit"].OldestUnreadEnqueuedTime));
    }

    [Fact]
    public async Task a_partition_keeps_at_most_its_bytes_and_the_newest_events()
    {
        await _broker.RestartAsync(options => options with { RetainBytesPerPartition = 3000 });
        for (var i = 0; i < 10; i++)
            await _broker.SendAsync("/connections/partitions/0/messages", new byte[1000]);
        _broker.Clock.Advance(TimeSpan.FromMinutes(1));
        await Eventually.HoldsAsync(async () => (await _broker.Log.ReadAsync("connections", 0, 0, 10, default)).Select(kept => kept.SequenceNumber).SequenceEqual([8, 9]));
    }

    [Fact]
    public async Task waiting_for_events_that_retention_removed_waits_for_the_next_one()
    {
        for (var i = 0; i < 3; i++)
            await _broker.SendAsync("/connections/partitions/0/messages", "old");
        _broker.Clock.Advance(TimeSpan.FromDays(8));
        await Eventually.HoldsAsync(async () => (await _broker.Log.ReadAsync("connections", 0, 0, 10, default)).Count == 0);

        await _broker.RestartAsync();
        var next = _broker.Log.WaitAsync("connections", 0, 1, default); // a reader that was away must not spin
        Assert.False(next.IsCompleted);
        await _broker.SendAsync("/connections/partitions/0/messages", "new");
        await next.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(3, Assert.Single(await _broker.Log.ReadAsync("connections", 0, 1, 10, default)).SequenceNumber);
    }

    [Fact]
    public async Task events_older_than_the_retention_go_and_numbers_go_on()
    {
        await _broker.SendAsync("/connections/partitions/0/messages", "old");
        _broker.Clock.Advance(TimeSpan.FromDays(4));
        await _broker.SendAsync("/connections/partitions/0/messages", "young");
        _broker.Clock.Advance(TimeSpan.FromDays(4));
        await Eventually.HoldsAsync(async () => (await _broker.Log.ReadAsync("connections", 0, 0, 10, default)).Count == 1);

        await _broker.RestartAsync();
        await _broker.SendAsync("/connections/partitions/0/messages", "next");
        Assert.Equal([1L, 2L], (await _broker.Log.ReadAsync("connections", 0, 0, 10, default)).Select(kept => kept.SequenceNumber));
    }
}
