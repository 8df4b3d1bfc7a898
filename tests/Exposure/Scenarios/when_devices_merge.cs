using System.Text;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_devices_merge
{
    private readonly Stage stage = new();

    private static DeviceMerged Into(string survivor, int hours = 0) => new(new DeviceId(survivor), T.AddHours(hours));

    [Fact]
    public async Task the_tag_moves_to_the_survivor()
    {
        await stage.Apply(Device("old"), Connection(T.AddHours(-1), process: new("svchost.exe", "-k termsvcs", 4)));
        await stage.Apply(Device("old"), Into("heir"));

        Assert.Equal(["heir"], await stage.Flagged());
        Assert.Equal([("old", "added"), ("old", "removed"), ("heir", "added")], stage.Sent.Select(m => (m.Subject.Key, m.Properties["change"])));
        Assert.Contains("\"cause\":\"merged\",\"mergedIntoDeviceId\":\"heir\"", Encoding.UTF8.GetString(stage.Sent[1].Body.Span), StringComparison.Ordinal);
        Assert.Equal(T, stage.Sent[1].EventTime); // the moment of the merge
        Assert.Equal(T.AddHours(-1), stage.Sent[2].EventTime); // the evidence keeps its time
    }

    [Fact]
    public async Task events_before_and_after_the_merge_end_in_the_same_state_of_the_survivor()
    {
        Observation[] events =
        [
            Connection(T.AddHours(-3), process: new("a", "x", 1)), Connection(T.AddHours(-1), process: new("b", "y", 2)), Connection(T, port: 22),
            new ListenerSeen(Transport.Tcp, new(Ip("0.0.0.0"), 22), new(T.AddHours(-9), T), new("sshd", null, 1)),
            new AddressSeen(Ip("10.0.0.5"), AddressRelation.Interface, Sighting.At(T)),
        ];
        await stage.Apply(Device("old"), events);
        await stage.Apply(Device("old"), Into("heir"));
        var (mergedFirst, direct) = (new Stage(), new Stage());
        await mergedFirst.Apply(Device("old"), Into("heir"));
        foreach (var one in events)
        {
            await mergedFirst.Apply(Device("old"), one);
        }

        await direct.Apply(Device("heir"), events);
        Assert.Equal(await direct.States(Device("heir")), await stage.States(Device("heir")));
        Assert.Equal(await direct.States(Device("heir")), await mergedFirst.States(Device("heir")));
        Assert.Equal(["heir"], mergedFirst.Sent.Select(m => m.Subject.Key).Distinct());
    }

    [Fact]
    public async Task a_chain_of_merges_ends_in_the_last()
    {
        await stage.Apply(Device("a"), Connection(T));
        await stage.Apply(Device("a"), Into("b"));
        await stage.Apply(Device("b"), Into("c"));
        await stage.Apply(Device("a"), Connection(T, port: 22));
        Assert.Equal(["c"], await stage.Flagged());
        Assert.Equal(2, (await stage.Machine("c")).EvidenceCount);
    }

    [Fact]
    public async Task a_ring_of_merges_comes_to_rest()
    {
        await stage.Apply(Device("a"), Connection(T));
        await stage.Apply(Device("a"), Into("b"));
        await stage.Apply(Device("b"), Into("a"));
        await stage.Apply(Device("b"), Connection(T, port: 22));
        Assert.Equal(2, (await stage.Machine("a")).EvidenceCount);
    }

    [Fact]
    public async Task a_merge_into_itself_is_none()
    {
        await stage.Apply(Device("a"), Connection(T), Into("a"));
        Assert.Equal(["a"], await stage.Flagged());
    }

    [Fact]
    public async Task the_name_of_the_ended_device_does_not_become_the_survivors()
    {
        await stage.Apply(Device("old"), new ProfileSeen(new("old-name", null, null, null, null, null, null, null, null, null, [], null, null, null), T), Connection(T), Into("heir"));
        Assert.Null((await stage.Machine("heir")).ComputerDnsName);
        Assert.Equal("heir", (await stage.Machine("old")).MergedIntoDeviceId);
    }
}
