using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_a_cloud_leads_to_an_asset
{
    private const string Public = "45.1.2.3";
    private readonly Stage stage = new();

    [Fact]
    public async Task what_answers_at_a_port_that_leads_to_one_asset_is_that_asset()
    {
        await stage.Apply(Address(Public), Balanced("vm1"));
        await stage.Apply(Address(Public), Answer(T));

        var evidence = Assert.Single((await stage.Machine("vm1")).Evidence);
        Assert.Equal((443, 8443, Public), (evidence.PublicPort!.Value, evidence.LocalPort!.Value, evidence.PublicIp));
        Assert.Equal([Attribution.MappedByPath], evidence.Rules);
        Assert.Equal("load balancing rule lb/https", evidence.Cause.NetworkRule);
    }

    [Fact]
    public async Task a_connection_that_the_network_saw_is_that_assets_too()
    {
        await stage.Apply(Address(Public), new ConnectionAccepted(Transport.Tcp, 443, Sighting.At(T), [Ip("45.9.9.9")], "zeek-conn"), Balanced("vm1"));
        Assert.Equal(Reason.ExternalNetworkConnection, Assert.Single((await stage.Machine("vm1")).Evidence).Reason);
    }

    [Fact]
    public async Task several_assets_behind_one_port_are_who_could_be_meant()
    {
        await stage.Apply(Address(Public), Balanced("vm1"), Balanced("vm2"), Answer(T));
        Assert.Empty(await stage.Flagged());
        var finding = Assert.Single(await stage.Findings());
        Assert.Equal(Unattributed.SeveralDevices, finding.Why);
        Assert.Equal(["vm1", "vm2"], finding.Candidates.Order());
    }

    [Fact]
    public async Task the_probe_tells_which_of_several_it_was()
    {
        await stage.Apply(Address(Public), Balanced("vm1"), Balanced("vm2"), new ProbeSeen(new("vm2"), Transport.Tcp, new(Ip("10.0.0.5"), 443), Sighting.At(T)), Answer(T));
        Assert.Equal(["vm2"], await stage.Flagged());
    }

    [Fact]
    public async Task a_port_that_leads_nowhere_is_nobodys()
    {
        await stage.Apply(Address(Public), Balanced("vm1"), Answer(T, 8080));
        Assert.Equal(Unattributed.NoDeviceKnown, Assert.Single(await stage.Findings()).Why);
    }

    [Fact]
    public async Task more_assets_than_are_kept_prove_nothing_of_any_one_of_them()
    {
        await stage.Apply(Address(Public), [.. Enumerable.Range(1, 40).Select(i => Nat($"vm{i}", (ushort)(50000 + i))), Answer(T, 50001)]);
        Assert.Empty(await stage.Flagged());
        Assert.NotEmpty(await stage.Findings());
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(47, true)] // told again within the window
    [InlineData(49, false)] // not told for longer than that
    public async Task it_counts_for_the_window_after_it_was_last_told(int hours, bool counts)
    {
        await stage.Apply(Address(Public), Own("vm1", hours: -hours), Answer(T));
        Assert.Equal(counts ? ["vm1"] : [], await stage.Flagged());
    }

    [Fact]
    public async Task an_end_clears_it_and_what_is_told_late_does_not_bring_it_back()
    {
        await stage.Apply(Address(Public), Own("vm1", hours: -3));
        await stage.Apply(Address(Public), Own("vm1", hours: -1) with { Ended = true });
        await stage.Apply(Address(Public), Own("vm1", hours: -2));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task what_answered_before_an_address_moved_stays_the_one_assets_that_had_it()
    {
        await stage.Apply(Address(Public), Own("vm1", hours: -5), Answer(T.AddHours(-3)));
        await stage.Apply(Address(Public), Own("vm1", hours: -2) with { Ended = true }, Own("vm2", hours: -2));
        Assert.Equal(["vm1"], await stage.Flagged());
        await stage.Apply(Address(Public), Answer(T));
        Assert.Equal(["vm1", "vm2"], await stage.Flagged());
    }

    [Theory]
    [InlineData(AddressRelation.Interface)]
    [InlineData(AddressRelation.Egress)] // the machine of a cloud knows its private address only
    public async Task the_only_device_at_an_assets_own_address_is_that_asset_whichever_came_first(AddressRelation relation)
    {
        var other = new Stage();
        await stage.Apply(Address(Public), Own("vm1"));
        await stage.Apply(Device("vm1"), Judged);
        await stage.Apply(Device("d1"), Has(relation));
        await other.Apply(Device("d1"), Has(relation));
        await other.Apply(Device("vm1"), Judged);
        await other.Apply(Address(Public), Own("vm1"));

        foreach (var each in new[] { stage, other })
        {
            await each.Apply(Address(Public), Answer(T, 22));
            Assert.Equal(["d1"], await each.Flagged());
            Assert.Equal(ExposureVerdict.Confirmed, (await each.Machine("d1")).Verdict);
        }
    }

    [Fact]
    public async Task a_device_that_takes_the_place_of_another_is_that_asset_from_then_on()
    {
        await stage.Apply(Address(Public), Own("vm1", hours: -72));
        await stage.Apply(Device("d9"), Has(AddressRelation.Egress, hours: -72));
        Assert.Equal("d9", (await stage.Machine("vm1")).MergedIntoDeviceId);
        await stage.Apply(Address(Public), Own("vm1"));
        await stage.Apply(Device("d1"), Has(AddressRelation.Egress));
        Assert.Equal("d1", (await stage.Machine("vm1")).MergedIntoDeviceId);
    }

    [Fact]
    public async Task two_devices_that_leave_through_it_are_joined_with_nobody()
    {
        await stage.Apply(Of(Device("d1"), Has(AddressRelation.Egress)), Of(Device("d2"), Has(AddressRelation.Egress)));
        await stage.Apply(Address(Public), Own("vm1"));
        Assert.Null((await stage.Machine("vm1")).MergedIntoDeviceId);
    }

    [Fact]
    public async Task a_device_that_names_another_resource_is_not_joined()
    {
        await stage.Apply(Device("d1"), Has(AddressRelation.Egress), new ProfileSeen(new("behind-a-nat", null, null, null, null, null, null, null, null, null, [], "i-0abc", null, null), T));
        await stage.Apply(Address(Public), Own("vm1"));
        Assert.Null((await stage.Machine("vm1")).MergedIntoDeviceId);
        Assert.Equal("d1", (await stage.Machine("i-0abc")).MergedIntoDeviceId);
    }

    [Fact]
    public async Task a_shared_address_joins_nobody()
    {
        await stage.Apply(Device("d1"), Has(AddressRelation.Egress));
        await stage.Apply(Address(Public), Balanced("vm1"));
        Assert.Null((await stage.Machine("vm1")).MergedIntoDeviceId);
    }

    [Fact]
    public async Task an_address_that_moved_within_the_window_joins_nobody()
    {
        await stage.Apply(Device("d1"), Has(AddressRelation.Egress));
        await stage.Apply(Address(Public), Own("vm0", hours: -2) with { Ended = true }, Own("vm1"));
        Assert.Null((await stage.Machine("vm1")).MergedIntoDeviceId);
    }

    [Fact]
    public async Task a_device_that_was_last_seen_there_before_the_asset_had_it_is_not_joined()
    {
        await stage.Apply(Device("d1"), Has(AddressRelation.Egress, hours: -12));
        await stage.Apply(Address(Public), Own("vm1"));
        Assert.Null((await stage.Machine("vm1")).MergedIntoDeviceId);
        await stage.Apply(Device("d1"), Has(AddressRelation.Egress));
        Assert.Equal("d1", (await stage.Machine("vm1")).MergedIntoDeviceId);
    }

    private static ConfigurationJudged Judged =>
        new("vm1", ConfiguredStatus.Reachable, ConfiguredWidth.Wide, [new(Transport.Tcp, 22, 22)], [new(Transport.Tcp, 22, 22)], [], IsComplete: true, T);

    private static AssetBehind Balanced(string asset) => new(new(asset), new(Transport.Tcp, 443, 443, 8443, IsOwn: false, "load balancing rule lb/https"), Sighting.At(T), Ended: false);

    private static AssetBehind Nat(string asset, ushort port) => new(new(asset), new(Transport.Tcp, port, port, 22, IsOwn: false, "inbound NAT rule lb/ssh"), Sighting.At(T), Ended: false);

    private static AssetBehind Own(string asset, int hours = 0) => new(new(asset), new(null, 0, 65535, 0, IsOwn: true, "public address pip"), Sighting.At(T.AddHours(hours)), Ended: false);

    private static AddressSeen Has(AddressRelation relation, int hours = 0) => new(Ip(Public), relation, Sighting.At(T.AddHours(hours)));
}
