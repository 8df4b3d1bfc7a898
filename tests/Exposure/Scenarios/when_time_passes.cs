using ExposurePipeline.Exposure.Decisions;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_time_passes
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(48);
    private readonly Stage stage = new();

    [Fact]
    public async Task a_tag_holds_until_the_last_tick_of_its_window_and_not_one_longer()
    {
        await stage.Apply(Device("d1"), Connection(T));
        var state = (await stage.Record("d1")).State;

        Assert.True(TagPolicy.Status(state, stage.Policy, T).IsInternetFacing);
        Assert.True(TagPolicy.Status(state, stage.Policy, T + Window - TimeSpan.FromTicks(1)).IsInternetFacing);
        Assert.False(TagPolicy.Status(state, stage.Policy, T + Window).IsInternetFacing);
    }

    [Fact]
    public async Task the_timer_removes_the_tag_at_exactly_that_moment_and_once()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Expire(T + Window - TimeSpan.FromTicks(1));
        Assert.Equal(["added"], stage.Changes);
        Assert.Equal(["d1"], await stage.Flagged());

        await stage.Expire(T + Window);
        await stage.Expire(T + Window);
        Assert.Equal(["added", "removed"], stage.Changes);
        Assert.Equal(T + Window, stage.Sent[1].EventTime);
        Assert.Empty(await stage.Flagged());
        Assert.Contains("\"localPort\":3389", System.Text.Encoding.UTF8.GetString(stage.Sent[1].Body.Span), StringComparison.Ordinal); // says what expired
    }

    [Fact]
    public async Task a_late_timer_dates_the_removal_to_the_expiry()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Expire(T + Window + TimeSpan.FromHours(5));
        Assert.Equal(T + Window, Assert.Single(await stage.Store.ListHistoryAsync(Device("d1"), default).Where(t => t.Kind == "removed").ToListAsync()).At);
    }

    [Fact]
    public async Task a_late_event_from_inside_the_window_extends_an_unnoticed_expiry_without_flapping()
    {
        await stage.Apply(Device("d1"), Connection(T));
        stage.Now = T.AddHours(50); // the timer has not run yet
        await stage.Apply(Device("d1"), Connection(T.AddHours(47)));
        await stage.Expire(T.AddHours(95) - TimeSpan.FromTicks(1));
        Assert.Equal(["added"], stage.Changes);
        await stage.Expire(T.AddHours(95));
        Assert.Equal(["added", "removed"], stage.Changes);
        Assert.Equal(T.AddHours(95), stage.Sent[1].EventTime);
    }

    [Fact]
    public async Task a_late_event_after_the_removal_starts_an_episode_where_the_last_one_ended()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Expire(T.AddHours(48));
        stage.Now = T.AddHours(50);
        await stage.Apply(Device("d1"), Connection(T.AddHours(47)));

        Assert.Equal(["added", "removed", "added"], stage.Changes);
        Assert.Equal(T.AddHours(48), stage.Sent[2].EventTime); // the episodes touch and do not overlap
        Assert.EndsWith("-2", stage.Sent[2].Id, StringComparison.Ordinal);
        var machine = await stage.Machine("d1");
        Assert.Equal(T.AddHours(95).UtcDateTime, machine.InternetFacingExpiresAt);
    }

    [Fact]
    public async Task a_late_timer_changes_nothing_about_what_is_told()
    {
        var punctual = new Stage();
        foreach (var (s, isPunctual) in new[] { (stage, false), (punctual, true) })
        {
            await s.Apply(Device("d1"), Connection(T));
            if (isPunctual)
            {
                await s.Expire(T.AddHours(48));
            }

            s.Now = T.AddHours(60);
            await s.Apply(Device("d1"), Connection(T.AddHours(60)));
        }

        Assert.Equal(["added", "removed", "added"], stage.Changes);
        Assert.Equal(punctual.Sent.Select(m => (m.Id, m.EventTime)), stage.Sent.Select(m => (m.Id, m.EventTime)));
        Assert.Equal(await punctual.States(Device("d1")), await stage.States(Device("d1")));
    }

    [Fact]
    public async Task a_replay_of_old_events_is_recorded_and_tags_nobody()
    {
        await stage.Apply(Device("d1"), Connection(T.AddDays(-3)), Connection(T.AddHours(-48)));
        Assert.Empty(stage.Sent);
        Assert.Empty(await stage.Flagged());
        Assert.Equal(1, (await stage.Machine("d1")).EvidenceCount);
    }

    [Fact]
    public async Task what_is_older_than_history_is_forgotten()
    {
        await stage.Apply(Device("d1"), Connection(T, port: 1));
        stage.Now = T.AddDays(31);
        await stage.Apply(Device("d1"), Connection(stage.Now, port: 2));
        Assert.Equal(1, (await stage.Machine("d1")).EvidenceCount);
    }

    [Fact]
    public async Task old_transitions_are_pruned()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Expire(T.AddDays(30) + TimeSpan.FromTicks(1));
        Assert.Equal(["removed"], await stage.Store.ListHistoryAsync(Device("d1"), default).Where(t => t.Kind is "added" or "removed").Select(t => t.Kind).ToListAsync());
    }
}
