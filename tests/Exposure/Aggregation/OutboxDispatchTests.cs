using ExposurePipeline.Exposure.Aggregation;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Tests.Exposure.Scenarios;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Aggregation;

public sealed class OutboxDispatchTests : IMessageSender
{
    private readonly Stage stage = new();
    private readonly List<string> sent = [];
    private bool isDown;

    [Fact]
    public async Task what_a_dead_sender_left_behind_is_swept_once_it_is_old_enough()
    {
        await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T))], T, default); // and no sending
        var dispatch = new OutboxDispatch(stage.Store, this, new FixedTime(T.AddMinutes(2)));

        Assert.Empty(await dispatch.SweepAsync(T.AddMinutes(1), TimeSpan.FromMinutes(1), default));
        Assert.Single(await dispatch.SweepAsync(T.AddMinutes(1).AddTicks(1), TimeSpan.FromMinutes(1), default));
        Assert.Empty(await dispatch.SweepAsync(T.AddDays(1), TimeSpan.Zero, default));
        Assert.Single(sent);
    }

    [Fact]
    public async Task a_message_that_could_not_be_sent_is_kept_and_keeps_its_id()
    {
        var committed = (await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T))], T, default)).Committed;
        isDown = true;
        var dispatch = new OutboxDispatch(stage.Store, this, new FixedTime(T));
        await Assert.ThrowsAsync<IOException>(() => dispatch.SendAsync(committed, default));

        isDown = false;
        await dispatch.SweepAsync(T.AddDays(1), TimeSpan.Zero, default);
        Assert.Equal(committed.Select(r => r.Message.Id), sent);
        Assert.Empty(stage.Store.Outbox);
    }

    [Fact]
    public async Task the_time_from_event_and_from_hub_is_told()
    {
        var committed = (await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T.AddSeconds(-9))) with { Enqueued = T.AddSeconds(-4) }], T.AddSeconds(-1), default)).Committed;
        var latency = Assert.Single(await new OutboxDispatch(stage.Store, this, new FixedTime(T)).SendAsync(committed, default));
        Assert.Equal(new Latency(Channel.TagChanges, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1)), latency);
    }

    Task IMessageSender.SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        sent.AddRange(isDown ? throw new IOException("down") : messages.Select(m => m.Id));
        return Task.CompletedTask;
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
