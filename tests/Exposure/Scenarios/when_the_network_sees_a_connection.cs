using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_the_network_sees_a_connection
{
    private const string Inner = "10.0.0.5";
    private readonly Stage stage = new();

    [Fact]
    public async Task the_only_holder_of_the_inner_address_is_tagged()
    {
        await stage.Apply(Device("db"), Holds(Inner));
        await stage.Apply(Address(Inner), Accepted(T));

        var evidence = Assert.Single((await stage.Machine("db")).Evidence);
        Assert.Equal((Reason.ExternalNetworkConnection, Inner, 5432, null), (evidence.Reason, evidence.LocalIp, evidence.LocalPort, evidence.PublicIp));
        Assert.Equal([Attribution.HoldsAddress], evidence.Rules);
        Assert.Equal(["45.9.9.9", "zeek-conn"], [.. evidence.RemoteIps, .. evidence.Sources]);
    }

    [Fact]
    public async Task what_the_host_saw_itself_is_the_same_evidence()
    {
        await stage.Apply(Of(Device("db"), Holds(Inner), Connection(T, 5432, local: Inner)), Of(Address(Inner), Accepted(T)));
        var evidence = Assert.Single((await stage.Machine("db")).Evidence);
        Assert.Equal([Attribution.NamedByEvent, Attribution.HoldsAddress], evidence.Rules);
        Assert.Equal(["defender-streaming", "zeek-conn"], evidence.Sources.Order());
    }

    [Fact]
    public async Task without_inventory_it_is_a_finding_and_nobody_is_tagged()
    {
        await stage.Apply(Address(Inner), Accepted(T));
        Assert.Empty(await stage.Flagged());
        var finding = Assert.Single(await stage.Findings());
        Assert.Equal((Inner, 5432, Reason.ExternalNetworkConnection, Unattributed.NoDeviceKnown), (finding.Address, finding.Port, finding.Reason, finding.Why));
    }

    [Fact]
    public async Task a_connection_between_strangers_is_no_finding_until_somebody_claims_the_address()
    {
        await stage.Apply(Address("45.1.2.3"), Accepted(T));
        Assert.Empty(await stage.Findings());
        await stage.Apply(Device("web"), Holds("45.1.2.3"));
        Assert.Equal(["web"], await stage.Flagged());
    }

    [Fact]
    public async Task a_connection_to_an_own_range_is_a_finding_even_where_no_device_is_known()
    {
        var owner = new Stage(ExposurePolicy.Default with { OwnRanges = [new(Ip("45.1.2.0"), 24)] });
        await owner.Apply(Address("45.1.2.3"), Accepted(T));
        Assert.Equal("45.1.2.3", Assert.Single(await owner.Findings()).Address);
    }

    [Fact]
    public async Task a_finding_that_finds_its_device_is_no_finding_any_more()
    {
        await stage.Apply(Address(Inner), Accepted(T));
        await stage.Apply(Device("db"), Holds(Inner));
        Assert.Equal(["db"], await stage.Flagged());
        Assert.Empty(await stage.Findings());
    }

    [Fact]
    public async Task a_finding_is_listed_for_the_window_and_not_longer()
    {
        await stage.Apply(Address(Inner), Accepted(T));
        await stage.Expire(T.AddHours(48).AddTicks(-1));
        Assert.Single(await stage.Findings());
        await stage.Expire(T.AddHours(48));
        Assert.Empty(await stage.Findings());
    }

    [Fact]
    public async Task two_networks_with_the_same_inner_address_are_not_told_apart_by_guess()
    {
        await stage.Apply(Of(Device("paris"), Holds(Inner)), Of(Device("tokyo"), Holds(Inner)));
        await stage.Apply(Address(Inner), Accepted(T));
        Assert.Empty(await stage.Flagged());
        var finding = Assert.Single(await stage.Findings());
        Assert.Equal(Unattributed.SeveralDevices, finding.Why);
        Assert.Equal(["paris", "tokyo"], finding.Candidates.Order());
    }

    [Fact]
    public async Task after_a_change_of_lease_the_device_that_had_the_address_at_the_time_is_tagged()
    {
        await stage.Apply(Device("morning"), Holds(Inner, -10, -6));
        await stage.Apply(Device("noon"), Holds(Inner, -4, 0));
        await stage.Apply(Address(Inner), Accepted(T.AddHours(-8)));
        Assert.Equal(["morning"], await stage.Flagged());
    }

    [Fact]
    public async Task between_two_leases_nobody_is_tagged()
    {
        await stage.Apply(Device("morning"), Holds(Inner, -10, -7));
        await stage.Apply(Device("noon"), Holds(Inner, -3, 0));
        await stage.Apply(Address(Inner), Accepted(T.AddHours(-5)));
        Assert.Empty(await stage.Flagged());
        Assert.Single(await stage.Findings());
    }

    [Fact]
    public async Task a_dual_stack_device_keeps_both_families_apart()
    {
        await stage.Apply(Device("web"), Holds(Inner), Holds("2600::5"));
        await stage.Apply(Of(Address(Inner), Accepted(T)), Of(Address("2600::5"), Accepted(T)));
        Assert.Equal([Inner, "2600::5"], (await stage.Machine("web")).Evidence.Select(e => e.LocalIp).Order());
    }

    [Fact]
    public async Task inventory_first_or_last_ends_in_the_same_state()
    {
        EntityObservations inventory = Of(Device("db"), Holds(Inner)), traffic = Of(Address(Inner), Accepted(T.AddHours(-2)), Accepted(T));
        var other = new Stage();
        await stage.Apply(inventory);
        await stage.Apply(traffic);
        await other.Apply(traffic);
        await other.Apply(inventory);
        Assert.Equal(await stage.States(Device("db")), await other.States(Device("db")));
    }

    private static ConnectionAccepted Accepted(DateTimeOffset at) => new(Transport.Tcp, 5432, Sighting.At(at), [Ip("45.9.9.9")], "zeek-conn");

    private static AddressSeen Holds(string address, int fromHours = 0, int toHours = 0) =>
        new(Ip(address), AddressRelation.Interface, new(T.AddHours(fromHours), T.AddHours(toHours)));
}
