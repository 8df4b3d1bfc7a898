using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Messages;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_configuration_is_judged
{
    private const string Id = "0f00000000000000000000000000000000000001";
    private const string Resource = "/subscriptions/S1/resourceGroups/RG/providers/Microsoft.Compute/virtualMachines/VM1";
    private static readonly string Asset = CloudAsset.DeviceOf(Resource)!.Value.Value;
    private readonly Stage stage = new();

    [Theory]
    [InlineData(Resource)]
    [InlineData("arn:aws:ec2:eu-west-1:123456789012:instance/i-0abc")]
    [InlineData("//compute.googleapis.com/projects/p/zones/z/instances/vm")]
    [InlineData("/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/a-group-with-a-rather-long-name/providers/Microsoft.Compute/virtualMachines/a-machine-with-a-long-name")]
    public async Task it_is_joined_with_the_device_that_names_the_resource_whichever_came_first(string resource)
    {
        var (other, asset) = (new Stage(), CloudAsset.DeviceOf(resource)!.Value.Value);
        await stage.Apply(Device(Id), Profile(resource), Connection(T, port: 22));
        await stage.Apply(Device(asset), Judged());
        await other.Apply(Device(asset), Judged());
        await other.Apply(Device(Id), Profile(resource), Connection(T, port: 22));

        Assert.Equal(ExposureVerdict.Confirmed, (await stage.Machine(Id)).Verdict);
        Assert.Equal(await stage.States(Device(Id)), await other.States(Device(Id)));
        Assert.Equal(Id, (await stage.Machine(asset)).MergedIntoDeviceId);
    }

    [Fact]
    public async Task the_newest_judgement_holds_whatever_the_order_and_never_expires()
    {
        await stage.Apply(Device(Asset), Judged(hours: 1, ConfiguredStatus.NotReachable));
        await stage.Apply(Device(Asset), Judged());
        await stage.Expire(T.AddDays(29));
        Assert.Equal(ExposureVerdict.NotExposed, (await stage.Machine(Asset)).Verdict);
        Assert.Equal(T.AddHours(1).UtcDateTime, (await stage.Machine(Asset)).ConfiguredExposure?.At);
    }

    [Fact]
    public async Task an_asset_that_is_gone_is_not_brought_back_by_what_comes_late()
    {
        await stage.Apply(Device(Asset), Judged());
        await stage.Apply(Device(Asset), Judged(hours: 2, ConfiguredStatus.Gone));
        await stage.Apply(Device(Asset), Judged(hours: 1));
        Assert.Equal(ExposureVerdict.Unknown, (await stage.Machine(Asset)).Verdict);
        Assert.Equal(ConfiguredStatus.Gone, (await stage.Machine(Asset)).ConfiguredExposure?.Status);
    }

    [Fact]
    public async Task it_is_no_evidence_and_raises_no_tag()
    {
        await stage.Apply(Device(Asset), Judged());
        Assert.Empty(await stage.Flagged());
        Assert.Empty(stage.Sent);
        Assert.Equal(ExposureVerdict.Predicted, (await stage.Machine(Asset)).Verdict);
    }

    [Fact]
    public async Task the_row_of_a_tagged_device_is_written_anew()
    {
        await stage.Apply(Device(Id), Profile(Resource), Connection(T, port: 22));
        Assert.Equal(ExposureVerdict.Observed, (await Row()).Verdict);
        await stage.Apply(Device(Asset), Judged());
        Assert.Equal(ExposureVerdict.Confirmed, (await Row()).Verdict);
        await stage.Apply(Device(Asset), Judged(hours: 1, ConfiguredStatus.NotReachable));
        var row = await Row();
        Assert.Equal((ExposureVerdict.Contradiction, ConfiguredStatus.NotReachable), (row.Verdict, Assert.Single(row.Evidence).Configured));
    }

    [Fact]
    public async Task each_evidence_says_what_configuration_says_of_its_endpoint()
    {
        await stage.Apply(Device(Asset), Judged(), Connection(T, port: 22), Connection(T, port: 3389));
        Assert.Equal([(22, ConfiguredStatus.Reachable), (3389, ConfiguredStatus.NotReachable)], (await stage.Machine(Asset)).Evidence.Select(e => (e.LocalPort!.Value, e.Configured!.Value)).Order());
    }

    [Fact]
    public async Task the_timeline_tells_another_status_once()
    {
        await stage.Apply(Device(Asset), Judged());
        await stage.Apply(Device(Asset), Judged(hours: 1)); // nothing new
        await stage.Apply(Device(Asset), Judged(hours: 2, ConfiguredStatus.NotReachable));
        await stage.Apply(Device(Asset), Judged(hours: 3, ConfiguredStatus.Gone));
        var told = await stage.Store.ListHistoryAsync(Device(Asset), default).Select(TimelineEntry.Of).ToListAsync();
        Assert.Equal([ConfiguredStatus.Gone, ConfiguredStatus.NotReachable, ConfiguredStatus.Reachable], told.Where(e => e.Kind == "configured").Select(e => e.Configured!.Status));
    }

    private async Task<Machine> Row() => Machine.FromUtf8((await stage.Store.ListIndexAsync(EntityKind.Device, null, default).SingleAsync()).Body.Span);

    private static ConfigurationJudged Judged(int hours = 0, ConfiguredStatus status = ConfiguredStatus.Reachable) => status is ConfiguredStatus.Reachable
        ? new("vm1", status, ConfiguredWidth.Wide, [new(Transport.Tcp, 22, 22)], [new(Transport.Tcp, 22, 22)], ["public address pip (45.1.2.3): allowed by ssh"], IsComplete: true, T.AddHours(hours))
        : new("vm1", status, null, [], [], [], IsComplete: true, T.AddHours(hours));

    private static ProfileSeen Profile(string resource) =>
        new(new("vm1", null, null, null, null, null, null, null, null, null, [], resource, null, null), T);
}
