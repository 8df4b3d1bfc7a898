using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Functions.Telemetry;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Flow;

public sealed class FlowTests
{
    [Fact]
    public async Task a_connection_becomes_one_tag_change()
    {
        using var app = new App();

        await app.NormaliseAsync([ConnectionEvent.Of("web", 443), ConnectionEvent.Of("web", 443), ConnectionEvent.Of("web", 22)]);
        Assert.Single(app.Ports.Observations); // combined per entity before anything is sent
        await app.AggregateAsync([app.Ports.TakeEvent()]);

        var message = Assert.Single(TagChanges(app));
        Assert.Equal(("web", "added"), (message.Subject.Key, message.Properties["change"]));
        Assert.Equal(App.Now.AddSeconds(-2), message.Enqueued); // latency counts from the first hub
        Assert.Empty(app.Store.Outbox);
    }

    [Fact]
    public async Task the_same_batch_delivered_four_times_says_nothing_more()
    {
        using var app = new App();
        await app.NormaliseAsync([ConnectionEvent.Of("web"), ConnectionEvent.Of("jump", 3389)]);
        var observed = app.Ports.TakeEvent();
        await app.AggregateAsync([observed]);
        var (writes, messages) = (app.Store.Writes, app.Ports.Messages.Count);

        await app.AggregateAsync([observed, observed]);
        await app.AggregateAsync([observed]);

        Assert.Equal((writes, messages), (app.Store.Writes, app.Ports.Messages.Count));
    }

    [Theory]
    [InlineData(typeof(IRejectedEvents))]
    [InlineData(typeof(IObservationHub))]
    public async Task a_failing_port_fails_the_invocation_so_that_the_host_repeats_it(Type port)
    {
        using var app = new App();
        app.Ports.Failing = (port, new TimeoutException("the service is away"));
        byte[][] batch = [ConnectionEvent.Of("web"), "rubbish"u8.ToArray()];

        await Assert.ThrowsAsync<TimeoutException>(() => app.NormaliseAsync(batch));
        app.Ports.Failing = default;
        await app.NormaliseAsync(batch);

        Assert.Equal("web", Assert.Single(app.Ports.Observations).Entity.Key);
        Assert.Equal(101, app.Ports.Rejected[^1].Position.SequenceNumber);
    }

    [Fact]
    public async Task what_a_dead_sender_left_is_swept_with_the_same_id_once_it_is_old_enough()
    {
        using var app = new App();
        await app.NormaliseAsync([ConnectionEvent.Of("web")]);
        var observed = app.Ports.TakeEvent();
        app.Ports.Failing = (typeof(IMessageSender), new TimeoutException("the bus is away"));
        await Assert.ThrowsAsync<TimeoutException>(() => app.AggregateAsync([observed]));
        var left = app.Store.Outbox[0].Message.Id;
        app.Ports.Failing = default;

        await app.AggregateAsync([observed]); // the host's repetition: the state is there already
        await app.SweepAsync(); // too young
        Assert.Empty(TagChanges(app));
        app.Clock.Now += ExposurePipeline.Functions.SweepOutbox.MinAge + TimeSpan.FromTicks(1);
        await app.SweepAsync();
        await app.SweepAsync();

        Assert.Equal(left, Assert.Single(TagChanges(app)).Id);
        Assert.Empty(app.Store.Outbox);
    }

    [Fact]
    public async Task a_sweep_that_cannot_send_fails_so_that_somebody_is_told_and_keeps_the_message()
    {
        using var app = new App();
        await app.NormaliseAsync([ConnectionEvent.Of("web")]);
        var observed = app.Ports.TakeEvent();
        app.Ports.Failing = (typeof(IMessageSender), new TimeoutException("the bus is away"));
        await Assert.ThrowsAsync<TimeoutException>(() => app.AggregateAsync([observed]));
        app.Clock.Now += ExposurePipeline.Functions.SweepOutbox.MinAge + TimeSpan.FromTicks(1);

        var fault = await Assert.ThrowsAsync<AggregateException>(app.SweepAsync);

        Assert.StartsWith("2 messages could not be sent", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, app.Store.Outbox.Count); // the tag and the recommendation
    }

    [Fact]
    public async Task a_message_that_is_refused_again_and_again_degrades_the_health_report_and_is_named_until_it_is_taken()
    {
        using var app = new App();
        await app.NormaliseAsync([ConnectionEvent.Of("web")]);
        var observed = app.Ports.TakeEvent();
        app.Ports.Failing = (typeof(IMessageSender), new MessageRefusedException("too large"));
        await Assert.ThrowsAsync<MessageRefusedException>(() => app.AggregateAsync([observed]));
        for (var sweep = 0; sweep < 5; sweep++)
        {
            app.Clock.Now += TimeSpan.FromMinutes(1);
            await Assert.ThrowsAsync<AggregateException>(app.SweepAsync);
        }

        app.Clock.Now += TimeSpan.FromMinutes(1);
        await app.SweepAsync(); // in the pause: no failed run a minute for what everybody was told

        var row = app.Store.Outbox[0];
        Assert.Equal(2, app.Metrics.StuckRows.Rows.Count);
        Assert.Equal(new StuckRow(row.Partition, row.Key), app.Metrics.StuckRows.Rows[0]);
        app.Ports.Failing = default;
        app.Clock.Now += TimeSpan.FromHours(1);
        await app.SweepAsync();
        Assert.Empty(app.Store.Outbox);
        Assert.Empty(app.Metrics.StuckRows.Rows);
    }

    [Fact]
    public async Task a_tag_expires_when_its_window_is_over_and_not_before()
    {
        using var app = new App();
        await app.NormaliseAsync([ConnectionEvent.Of("web", at: "2026-07-18T14:00:00Z")]);
        await app.AggregateAsync([app.Ports.TakeEvent()]);

        app.Clock.Now = new DateTimeOffset(2026, 7, 20, 14, 0, 0, TimeSpan.Zero).AddTicks(-1);
        await app.ExpireAsync();
        Assert.Single(TagChanges(app));
        app.Clock.Now = app.Clock.Now.AddTicks(1);
        await app.ExpireAsync();

        Assert.Equal(["added", "removed"], TagChanges(app).Select(static message => message.Properties["change"]));
    }

    [Fact]
    public async Task without_metadata_the_bodies_are_still_read()
    {
        using var app = new App();

        await app.NormaliseAsync([ConnectionEvent.Of("web")], properties: []);

        Assert.Single(app.Ports.Observations);
    }

    private static IEnumerable<OutboxMessage> TagChanges(App app) => app.Ports.Messages.Where(static message => message.Channel is Channel.TagChanges);
}
