using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Ports;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Tests.Functions.Http;
using Xunit;

namespace ExposurePipeline.Tests.Functions.Flow;

/// <summary>What people say and decide about devices, from their request to what subscribers are told. Devices are seen ten minutes before.</summary>
public sealed class DisputeTests : IDisposable
{
    private const string Approval = """{"decision":"approve","until":"2026-07-19T12:00:00Z","comment":"behind our gateway"}""";

    private readonly App app = new();
    private readonly Asking reader;
    private readonly Asking operating;

    public DisputeTests() => (reader, operating) = (new(app, "ann@contoso.com:Reader"), new(app, "olga@contoso.com:Operator"));

    public void Dispose() => app.Dispose();

    [Fact]
    public async Task an_approved_report_takes_the_tag_the_recommendation_and_the_count_away_at_once()
    {
        await SeeAsync(443);
        Assert.Equal(1, await reader.FacingAsync());
        var report = (await reader.ReportAsync("web", """{"correctValue":"Not internet-facing","comment":"a lab"}""")).Text("id");
        app.Ports.Messages.Clear();

        var reviewed = await operating.ReviewAsync("web", report, Approval);

        Assert.Equal((200, "Approved"), (reviewed.Status, reviewed.Text("status")));
        Assert.Equal(0, await reader.FacingAsync());
        var machine = (await reader.MachineAsync("web")).Json;
        Assert.Equal((false, "Compliant"), (machine.GetProperty("isInternetFacing").GetBoolean(), machine.GetProperty("exposureState").GetString()));
        Assert.Equal(443, machine.GetProperty("acceptedEvidence")[0].GetProperty("localPort").GetInt32());
        Assert.Equal(["removed accepted", "resolved"], Told());
        Assert.Empty(app.Store.Outbox);
    }

    [Fact]
    public async Task when_the_approval_ends_the_timer_brings_the_tag_back()
    {
        await SeeAsync(443);
        await operating.ReviewAsync("web", await ReportAsync(), Approval);
        app.Ports.Messages.Clear();

        app.Clock.Now = new DateTimeOffset(2026, 7, 19, 12, 0, 0, TimeSpan.Zero).AddTicks(-1);
        await app.ExpireAsync();
        Assert.Empty(app.Ports.Messages);
        app.Clock.Now = app.Clock.Now.AddTicks(1);
        await app.ExpireAsync();

        Assert.Equal(["added ", "raised"], Told());
        Assert.Equal(2, (await TimelineAsync()).First(entry => entry.Kind is "added").Episode);
        Assert.Equal(1, await reader.FacingAsync());
    }

    [Fact]
    public async Task what_is_seen_again_under_an_approval_stays_accepted()
    {
        await SeeAsync(443);
        await operating.ReviewAsync("web", await ReportAsync(), Approval);
        app.Ports.Messages.Clear();

        await SeeAsync(443, "2026-07-18T14:20:00Z");

        Assert.Empty(Told());
        Assert.Equal(0, await reader.FacingAsync());
    }

    [Fact]
    public async Task a_dismissed_report_changes_nothing()
    {
        await SeeAsync(443);
        var report = await ReportAsync();
        app.Ports.Messages.Clear();

        var reviewed = await operating.ReviewAsync("web", report, """{"decision":"dismiss","comment":"it is"}""");

        Assert.Equal(("Dismissed", "it is"), (reviewed.Text("status"), reviewed.Text("reviewComment")));
        Assert.Empty(app.Ports.Messages);
        Assert.Equal(1, await reader.FacingAsync());
    }

    [Fact]
    public async Task a_later_review_replaces_the_earlier_one()
    {
        await SeeAsync(443);
        var report = await ReportAsync();
        await operating.ReviewAsync("web", report, Approval);

        var again = await operating.ReviewAsync("web", report, """{"decision":"dismiss"}"""); // in the same moment of the clock

        Assert.Equal("Dismissed", again.Text("status"));
        Assert.False(again.Json.TryGetProperty("approvedUntil", out _));
        Assert.Equal(1, await reader.FacingAsync());
        Assert.Equal(2, (await TimelineAsync()).Count(entry => entry.Kind is "reviewed"));
    }

    [Fact]
    public async Task a_report_about_one_port_leaves_the_others()
    {
        await SeeAsync(443, 22);
        var report = (await reader.ReportAsync("web", """{"comment":"meant to","transport":"tcp","port":443}""")).Text("id");

        await operating.ReviewAsync("web", report, Approval);

        var machine = (await reader.MachineAsync("web")).Json;
        Assert.True(machine.GetProperty("isInternetFacing").GetBoolean());
        Assert.Equal(22, Assert.Single(machine.GetProperty("evidence").EnumerateArray()).GetProperty("localPort").GetInt32());
        Assert.Equal(443, Assert.Single(machine.GetProperty("acceptedEvidence").EnumerateArray()).GetProperty("localPort").GetInt32());
        Assert.Equal(1, await reader.FacingAsync());
    }

    [Fact]
    public async Task the_timeline_tells_who_said_and_decided_what_when_and_until_when()
    {
        await SeeAsync(443);
        var long512 = new string('語', 512);
        var report = (await reader.ReportAsync("web", $$"""{"comment":"{{long512}}"}""")).Text("id");
        app.Clock.Now = App.Now.AddMinutes(1);
        await operating.ReviewAsync("web", report, Approval);

        var timeline = await TimelineAsync();

        var said = timeline.Single(entry => entry.Kind is "reported");
        Assert.Equal((report, "ann@contoso.com", App.Now.UtcDateTime, long512), (said.ReportId, said.By, said.At, said.Comment));
        var decided = timeline.Single(entry => entry.Kind is "reviewed");
        Assert.Equal((report, "olga@contoso.com", App.Now.UtcDateTime.AddMinutes(1), "behind our gateway"), (decided.ReportId, decided.By, decided.At, decided.Comment));
        Assert.Equal(new DateTime(2026, 7, 19, 12, 0, 0, DateTimeKind.Utc), decided.Until);
    }

    [Fact]
    public async Task an_offboarded_machine_loses_its_tag_and_new_evidence_brings_it_back()
    {
        await SeeAsync(443);
        app.Ports.Messages.Clear();

        var machine = await operating.OffboardAsync("web");

        Assert.Equal((200, App.Now), (machine.Status, machine.Json.GetProperty("offboardedAt").GetDateTimeOffset()));
        Assert.Equal(["removed offboarded", "resolved"], Told());
        Assert.Equal(0, await reader.FacingAsync());
        var entry = (await TimelineAsync()).Single(each => each.Kind is "offboarded");
        Assert.Equal(("olga@contoso.com", "sold"), (entry.By, entry.Comment));

        await SeeAsync(443, "2026-07-18T14:09:00Z"); // seen before, told later
        Assert.Equal(0, await reader.FacingAsync());
        await SeeAsync(443, "2026-07-18T14:15:00Z");
        Assert.Equal(1, await reader.FacingAsync());
    }

    [Fact]
    public async Task a_decision_holds_though_the_bus_is_away_and_is_told_by_the_sweep()
    {
        await SeeAsync(443);
        var report = await ReportAsync();
        app.Ports.Messages.Clear();
        app.Ports.Failing = (typeof(IMessageSender), new TimeoutException("the bus is away"));

        Assert.Equal(200, (await operating.ReviewAsync("web", report, Approval)).Status);
        Assert.Empty(app.Ports.Messages);
        app.Ports.Failing = default;
        app.Clock.Now += ExposurePipeline.Functions.SweepOutbox.MinAge + TimeSpan.FromTicks(1);
        await app.SweepAsync();

        Assert.Equal(["removed accepted", "resolved"], Told());
    }

    private Task SeeAsync(params int[] ports) => SeeAsync(ports, "2026-07-18T14:00:00Z");

    private Task SeeAsync(int port, string at) => SeeAsync([port], at);

    private async Task SeeAsync(int[] ports, string at)
    {
        await app.NormaliseAsync([.. ports.Select(port => ConnectionEvent.Of("web", port, at))]);
        await app.AggregateAsync([app.Ports.TakeEvent()]);
    }

    private async Task<string> ReportAsync() => (await reader.ReportAsync("web", """{"correctValue":"No"}""")).Text("id");

    // The tag's messages with their cause, the recommendation's, in the order in which they left.
    private IEnumerable<string> Told() => app.Ports.Messages.Where(message => message.Channel is not Channel.Signals)
        .Select(message => message.Channel is Channel.TagChanges ? $"{message.Properties["change"]} {CauseOf(message)}" : $"{message.Properties["change"]}");

    private static string CauseOf(OutboxMessage message) =>
        System.Text.Json.JsonDocument.Parse(message.Body).RootElement.GetProperty("data").TryGetProperty("cause", out var cause) ? cause.GetString()! : "";

    private async Task<List<TimelineEntry>> TimelineAsync() =>
        await app.Store.ListHistoryAsync(EntityId.Of(new TenantId("contoso"), new DeviceId("web")), default).Select(TimelineEntry.Of).ToListAsync();
}
