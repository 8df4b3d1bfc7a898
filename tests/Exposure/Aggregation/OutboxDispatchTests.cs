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
    private bool isPicky;
    private string? refused;
    private string? rejected;
    private int tries;

    [Fact]
    public async Task what_a_dead_sender_left_behind_is_swept_once_it_is_old_enough()
    {
        await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T))], T, default); // and no sending
        var dispatch = new OutboxDispatch(stage.Store, this, new FixedTime(T.AddMinutes(2)));

        Assert.Empty((await dispatch.SweepAsync(T.AddMinutes(1), TimeSpan.FromMinutes(1), default)).Sent);
        Assert.Equal(2, (await dispatch.SweepAsync(T.AddMinutes(1).AddTicks(1), TimeSpan.FromMinutes(1), default)).Sent.Count); // the tag and the recommendation
        Assert.Empty((await dispatch.SweepAsync(T.AddDays(1), TimeSpan.Zero, default)).Sent);
        Assert.Equal(2, sent.Count);
    }

    [Fact]
    public async Task what_was_decided_by_a_clock_that_has_been_set_back_since_does_not_wait_for_that_hour_to_come_again()
    {
        await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T))], T.AddHours(3), default);
        var dispatch = new OutboxDispatch(stage.Store, this, new FixedTime(T));

        Assert.Empty((await dispatch.SweepAsync(T.AddHours(3).AddSeconds(-20), TimeSpan.FromSeconds(20), default)).Sent); // two clocks may differ a little
        Assert.Equal(2, (await dispatch.SweepAsync(T, TimeSpan.FromSeconds(20), default)).Sent.Count);
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
    public async Task a_message_that_is_refused_stays_and_holds_up_no_other_devices()
    {
        await stage.Aggregator.ApplyAsync([.. Enumerable.Range(1, 4).Select(n => Of(Device($"d{n}"), Connection(T)))], T, default);
        refused = "d2";

        var swept = await new OutboxDispatch(stage.Store, this, new FixedTime(T)).SweepAsync(T.AddDays(1), TimeSpan.Zero, default);

        Assert.Equal((6, 2, 1), (swept.Sent.Count, swept.Unsent, swept.Faults.Count));
        Assert.All(stage.Store.Outbox, row => Assert.Equal("d2", row.Message.Subject.Key));
    }

    [Fact]
    public async Task a_message_that_is_refused_for_what_it_is_holds_up_not_even_later_ones_of_its_device()
    {
        var committed = (await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T))], T, default)).Committed;
        rejected = committed[0].Message.Id;

        var swept = await new OutboxDispatch(stage.Store, this, new FixedTime(T)).SweepAsync(T.AddDays(1), TimeSpan.Zero, default);

        Assert.Equal((1, 1, 1, 0), (swept.Sent.Count, swept.Unsent, swept.Refusals.Count, swept.Faults.Count));
        Assert.Equal(rejected, Assert.Single(stage.Store.Outbox).Message.Id);
        Assert.Empty(swept.Stuck); // once proves nothing
    }

    [Fact]
    public async Task a_message_that_is_refused_again_and_again_is_kept_told_and_tried_only_once_an_hour()
    {
        rejected = (await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T))], T, default)).Committed[0].Message.Id;
        var dispatch = new OutboxDispatch(stage.Store, this, new FixedTime(T));
        var told = new List<int>();
        for (var minute = 0; minute < 60; minute++)
        {
            told.Add((await dispatch.SweepAsync(T.AddDays(1).AddMinutes(minute), TimeSpan.Zero, default)).Stuck.Count);
        }

        Assert.Equal([0, 0, 0, 0, .. Enumerable.Repeat(1, 56)], told);
        Assert.Equal(1 + 1 + 2 + (4 * 3), tries); // the portion, the device and each of its two messages; then four times portion, device and the one that is left
        rejected = null;
        Assert.Empty((await dispatch.SweepAsync(T.AddDays(1).AddMinutes(63), TimeSpan.Zero, default)).Sent);
        Assert.Single((await dispatch.SweepAsync(T.AddDays(1).AddMinutes(64), TimeSpan.Zero, default)).Sent);
        Assert.Empty((await dispatch.SweepAsync(T.AddDays(1).AddMinutes(65), TimeSpan.Zero, default)).Stuck);
    }

    [Fact]
    public async Task any_number_of_refused_messages_leave_the_others_their_turn()
    {
        await stage.Aggregator.ApplyAsync([.. Enumerable.Range(1, 40).Select(n => Of(Device($"d{n}"), Connection(T)))], T, default);
        isPicky = true;

        var swept = await new OutboxDispatch(stage.Store, this, new FixedTime(T)).SweepAsync(T.AddDays(1), TimeSpan.Zero, default);

        Assert.Equal((40, 40), (swept.Sent.Count, swept.Refusals.Count)); // of each device one
    }

    [Fact]
    public async Task a_sweep_gives_up_early_when_the_channel_is_down()
    {
        await stage.Aggregator.ApplyAsync([.. Enumerable.Range(1, 40).Select(n => Of(Device($"d{n}"), Connection(T)))], T, default);
        isDown = true;

        var swept = await new OutboxDispatch(stage.Store, this, new FixedTime(T)).SweepAsync(T.AddDays(1), TimeSpan.Zero, default);

        Assert.Equal((0, OutboxDispatch.MaxFaults), (swept.Sent.Count, swept.Faults.Count));
        Assert.Equal(OutboxDispatch.MaxFaults + 1, tries); // once together
        Assert.Equal(80, stage.Store.Outbox.Count);
    }

    [Fact]
    public async Task the_time_from_event_and_from_hub_is_told()
    {
        var committed = (await stage.Aggregator.ApplyAsync([Of(Device("d1"), Connection(T.AddSeconds(-9))) with { Enqueued = T.AddSeconds(-4) }], T.AddSeconds(-1), default)).Committed;
        var latency = (await new OutboxDispatch(stage.Store, this, new FixedTime(T)).SendAsync(committed, default))[0];
        Assert.Equal(new Latency(Channel.TagChanges, TimeSpan.FromSeconds(9), TimeSpan.FromSeconds(4), TimeSpan.FromSeconds(1)), latency);
    }

    Task IMessageSender.SendAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken cancellation)
    {
        tries++;
        if (messages.FirstOrDefault(m => m.Id == rejected || (isPicky && m.Channel is Channel.TagChanges)) is { } bad)
        {
            throw new MessageRefusedException($"{bad.Id} is too large");
        }

        sent.AddRange(isDown || messages.Any(m => m.Subject.Key == refused) ? throw new IOException("down") : messages.Select(m => m.Id));
        return Task.CompletedTask;
    }

    private sealed class FixedTime(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
