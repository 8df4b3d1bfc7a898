using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_a_classification_is_disputed
{
    private readonly Stage stage = new();

    [Fact]
    public async Task a_report_alone_changes_nothing_but_is_shown()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Apply(Device("d1"), Report());
        var machine = await stage.Machine("d1");
        Assert.True(machine.IsInternetFacing);
        Assert.Equal(("Open", "ann", "a test rig"), (machine.InaccuracyReports[0].Status, machine.InaccuracyReports[0].ReportedBy, machine.InaccuracyReports[0].Comment));
        Assert.Equal(["added"], stage.Changes);
    }

    [Fact]
    public async Task an_approval_takes_the_tag_and_the_recommendation_away_at_once()
    {
        await stage.Apply(Device("d1"), Connection(T));
        stage.Now = T.AddHours(1);
        await stage.Apply(Device("d1"), Report(), Approve(until: 10));

        Assert.Empty(await stage.Flagged());
        var machine = await stage.Machine("d1");
        Assert.Equal((false, ExposureState.Compliant, 0, 1), (machine.IsInternetFacing, machine.ExposureState, machine.Evidence.Count, machine.AcceptedEvidence.Count));
        Assert.Equal(["added", "removed"], stage.Changes);
        Assert.Equal(T.AddHours(1), stage.Sent[1].EventTime);
        Assert.Contains("\"cause\":\"accepted\"", System.Text.Encoding.UTF8.GetString(stage.Sent[1].Body.Span), StringComparison.Ordinal);
        Assert.Equal(["raised", "resolved"], stage.Recommended.Select(m => m.Properties["change"]));
    }

    [Fact]
    public async Task when_the_approval_ends_while_evidence_is_in_force_the_tag_comes_back_at_that_moment()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Apply(Device("d1"), Report(), Approve(until: 10));
        await stage.Expire(T.AddHours(10).AddTicks(-1));
        Assert.Empty(await stage.Flagged());
        await stage.Expire(T.AddHours(10));
        Assert.Equal(["d1"], await stage.Flagged());
        Assert.Equal(["added", "removed", "added"], stage.Changes);
        Assert.Equal(T.AddHours(10), stage.Sent[2].EventTime);
    }

    [Fact]
    public async Task an_approval_that_outlives_the_evidence_leaves_nothing_behind()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Apply(Device("d1"), Report(), Approve(until: 100));
        await stage.Expire(T.AddHours(48));
        await stage.Expire(T.AddHours(101));
        Assert.Equal(["added", "removed"], stage.Changes);
        Assert.Equal(ExposureState.NotApplicable, (await stage.Machine("d1")).ExposureState);
        Assert.Empty(await stage.Store.ListIndexAsync(EntityKind.Device, null, default).ToListAsync());
    }

    [Fact]
    public async Task an_approval_for_one_port_leaves_the_others()
    {
        await stage.Apply(Device("d1"), Connection(T, 443), Connection(T, 22));
        await stage.Apply(Device("d1"), Report(new(Transport.Tcp, 443)), Approve(until: 10));
        var machine = await stage.Machine("d1");
        Assert.True(machine.IsInternetFacing);
        Assert.Equal([22], machine.InternetFacingPorts);
        Assert.Equal(443, Assert.Single(machine.AcceptedEvidence).LocalPort);
        await stage.Expire(T.AddHours(48));
        Assert.Equal(["added", "removed"], stage.Changes);
    }

    [Fact]
    public async Task what_is_left_open_expires_as_ever_beside_what_was_approved()
    {
        await stage.Apply(Device("d1"), Connection(T, 443), Connection(T.AddHours(-20), 22));
        await stage.Apply(Device("d1"), Report(new(Transport.Tcp, 443)), Approve(until: 100));
        await stage.Expire(T.AddHours(28));
        Assert.Empty(await stage.Flagged());
        Assert.Contains("\"cause\":\"expired\"", System.Text.Encoding.UTF8.GetString(stage.Sent[^1].Body.Span), StringComparison.Ordinal);
        Assert.Equal(T.AddHours(28), stage.Sent[^1].EventTime);
        Assert.Equal(ExposureState.Compliant, (await stage.Machine("d1")).ExposureState);
    }

    [Fact]
    public async Task a_dismissal_changes_nothing_and_takes_an_approval_back()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Apply(Device("d1"), Report(), Approve(until: 10));
        await stage.Apply(Device("d1"), new InaccuracyReviewed("r1", false, null, "no", "bob", T.AddHours(2)));
        Assert.Equal(["d1"], await stage.Flagged());
        Assert.Equal("Dismissed", (await stage.Machine("d1")).InaccuracyReports[0].Status);
    }

    [Fact]
    public async Task new_evidence_inside_an_approval_is_accepted_too_and_outside_of_it_tags()
    {
        await stage.Apply(Device("d1"), Report(new(Transport.Tcp, 443)), Approve(until: 10));
        await stage.Apply(Device("d1"), Connection(T, 443));
        Assert.Empty(stage.Sent);
        await stage.Apply(Device("d1"), Connection(T, 22));
        Assert.Equal(["d1"], await stage.Flagged());
    }

    [Fact]
    public async Task who_said_what_and_when_stays_in_the_history()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Apply(Device("d1"), Report(), Approve(until: 10));
        var audit = await stage.Store.ListHistoryAsync(Device("d1"), default).Select(TimelineEntry.Of).Where(e => e.ReportId == "r1").ToListAsync();
        Assert.Equal([("reviewed", "bob", T.AddHours(10).UtcDateTime), ("reported", "ann", null)], audit.Select(e => (e.Kind, e.By, e.Until)));
    }

    [Fact]
    public async Task the_heir_of_a_merged_device_inherits_its_disputes()
    {
        await stage.Apply(Device("d1"), Connection(T), Report(), Approve(until: 10));
        await stage.Apply(Device("d1"), new DeviceMerged(new("heir"), T));
        Assert.Empty(await stage.Flagged());
        Assert.Equal("Approved", Assert.Single((await stage.Machine("heir")).InaccuracyReports).Status);
    }

    private static InaccuracyReported Report(DisputeScope? scope = null) => new("r1", scope, "not internet-facing", "a test rig", null, "ann", T);

    private static InaccuracyReviewed Approve(int until) => new("r1", true, T.AddHours(until), "agreed", "bob", T.AddHours(1));
}
