using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using Xunit;
using static ExposurePipeline.Tests.Functions.Http.Answers;

namespace ExposurePipeline.Tests.Functions.Http;

public sealed class SummaryTests
{
    private readonly Answers answers = new();

    [Fact]
    public async Task counters_are_right_after_every_change()
    {
        await answers.ObserveAsync(Device("web"), Connection(Now), Scan(Now));
        await answers.ObserveAsync(Device("jump"), Connection(Now.AddHours(-1)));
        await answers.ObserveAsync(Address("45.1.2.9"), Answer(Now), Answer(Now, 80));

        var summary = await answers.SummaryAsync();

        Assert.Equal(2, summary.Number("internetFacing"));
        Assert.Equal((1, 2), (summary.Number("byReason", "PublicScan"), summary.Number("byReason", "ExternalNetworkConnection")));
        Assert.Equal((2, 1), (summary.Number("byTransport", "Tcp"), summary.Number("byTransport", "Udp")));
        Assert.Equal((2, 0), (summary.Number("byCause", "Unknown"), summary.Number("byCause", "IntendedService")));
        Assert.Equal((2, 0), (summary.Number("byExposureState", "Exposed"), summary.Number("byExposureState", "Compliant")));
        Assert.Equal(2, summary.Number("byPlatform", "Unknown"));
        Assert.Equal(2, summary.Number("unattributedFindings"));

        await answers.ObserveAsync(Device("jump"), new DeviceOffboarded(Now));
        Assert.Equal(1, (await answers.SummaryAsync()).Number("internetFacing"));
    }

    [Fact]
    public async Task time_alone_changes_them_before_the_timer_comes_by()
    {
        await answers.ObserveAsync(Device("web"), Connection(Now), Scan(Now.AddHours(-24)));
        await answers.ObserveAsync(Address("45.1.2.9"), Answer(Now));

        var later = await answers.At(Now.AddHours(24)).SummaryAsync();
        Assert.Equal((1, 0, 1), (later.Number("internetFacing"), later.Number("byReason", "PublicScan"), later.Number("byTransport", "Tcp")));
        Assert.Equal((0, 1), (later.Number("byTransport", "Udp"), later.Number("unattributedFindings")));

        var last = await answers.At(Now.AddHours(48)).SummaryAsync();
        Assert.Equal((0, 0, 0), (last.Number("internetFacing"), last.Number("byExposureState", "Exposed"), last.Number("unattributedFindings")));
    }

    [Fact]
    public async Task another_policy_changes_them_before_the_timer_comes_by()
    {
        await answers.ObserveAsync(Device("web"), Connection(Now, 443));
        await answers.DecideAsync(new TenantPolicy { Expectations = [new("web", null, null, null, null, [new(443, 443)])] });

        var summary = await answers.SummaryAsync();

        Assert.Equal((1, 1), (summary.Number("internetFacing"), summary.Number("byCause", "IntendedService")));
        Assert.Equal((0, 1), (summary.Number("byExposureState", "Exposed"), summary.Number("byExposureState", "Compliant")));
        Assert.Equal("web", (await answers.MachinesAsync("$filter=exposureState eq 'Compliant'")).Each("id"));
    }
}
