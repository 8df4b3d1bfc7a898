using ExposurePipeline.Exposure.Events;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_a_device_is_offboarded
{
    private readonly Stage stage = new();

    [Fact]
    public async Task its_tag_and_its_recommendation_go_at_that_moment()
    {
        await stage.Apply(Device("d1"), Connection(T));
        stage.Now = T.AddHours(2);
        await stage.Apply(Device("d1"), new DeviceOffboarded(T.AddHours(1)));
        Assert.Empty(await stage.Flagged());
        Assert.Equal(["added", "removed"], stage.Changes);
        Assert.Equal(T.AddHours(1), stage.Sent[1].EventTime);
        Assert.Contains("\"cause\":\"offboarded\"", System.Text.Encoding.UTF8.GetString(stage.Sent[1].Body.Span), StringComparison.Ordinal);
        Assert.Equal(["raised", "resolved"], stage.Recommended.Select(m => m.Properties["change"]));
    }

    [Fact]
    public async Task what_is_seen_afterwards_brings_it_back()
    {
        await stage.Apply(Device("d1"), Connection(T), new DeviceOffboarded(T.AddHours(1)));
        stage.Now = T.AddHours(3);
        await stage.Apply(Device("d1"), Connection(T.AddHours(2)));
        Assert.Equal(["d1"], await stage.Flagged());
    }

    [Fact]
    public async Task what_was_seen_before_and_arrives_late_does_not()
    {
        await stage.Apply(Device("d1"), new DeviceOffboarded(T.AddHours(1)));
        stage.Now = T.AddHours(3);
        await stage.Apply(Device("d1"), Connection(T), Connection(T.AddHours(1), port: 22));
        Assert.Empty(await stage.Flagged());
        Assert.Empty(stage.Sent);
    }

    [Fact]
    public async Task its_past_stays_readable()
    {
        await stage.Apply(Device("d1"), Connection(T));
        await stage.Apply(Device("d1"), new DeviceOffboarded(T.AddHours(1)));
        Assert.Equal(T.AddHours(1).UtcDateTime, (await stage.Machine("d1")).OffboardedAt);
        Assert.Contains("offboarded", await stage.Store.ListHistoryAsync(Device("d1"), default).Select(e => e.Kind).ToListAsync());
    }
}
