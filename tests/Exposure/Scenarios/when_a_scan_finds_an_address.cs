using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;
using Xunit;
using static ExposurePipeline.Tests.Exposure.Scenarios.Stage;

namespace ExposurePipeline.Tests.Exposure.Scenarios;

public sealed class when_a_scan_finds_an_address
{
    private const string Public = "45.1.2.3";
    private readonly Stage stage = new();

    [Fact]
    public async Task the_only_holder_of_the_address_is_tagged()
    {
        await stage.Apply(Device("web"), Has(Public, AddressRelation.Interface));
        await stage.Apply(Address(Public), Answer(T));

        var evidence = Assert.Single((await stage.Machine("web")).Evidence);
        Assert.Equal((Reason.PublicScan, Public, 443, Public, 443), (evidence.Reason, evidence.LocalIp, evidence.LocalPort, evidence.PublicIp, evidence.PublicPort));
        Assert.Equal([Attribution.HoldsAddress], evidence.Rules);
        Assert.Equal(["nmap"], evidence.Scanners);
        Assert.Equal(["nmap-xml"], evidence.Sources);
    }

    [Theory]
    [InlineData(AddressRelation.Interface)]
    [InlineData(AddressRelation.Egress)]
    public async Task scan_first_and_inventory_first_end_in_the_same_state(AddressRelation relation)
    {
        EntityObservations inventory = Of(Device("web"), Has(Public, relation), Listens(443)), scan = Of(Address(Public), Answer(T.AddHours(-2)), Answer(T));
        var other = new Stage();
        await stage.Apply(inventory);
        await stage.Apply(scan);
        await other.Apply(scan);
        await other.Apply(inventory);

        Assert.Equal(["web"], await stage.Flagged());
        Assert.Equal(await stage.States(Device("web"), Address(Public)), await other.States(Device("web"), Address(Public)));
        Assert.Equal(stage.Sent.Select(m => m.Id), other.Sent.Select(m => m.Id));
    }

    [Fact]
    public async Task the_only_listener_behind_a_translation_is_tagged()
    {
        await stage.Apply(Of(Device("web"), Has(Public, AddressRelation.Egress), Listens(443)), Of(Device("desk"), Has(Public, AddressRelation.Egress), Listens(445)));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Equal(["web"], await stage.Flagged());
        var evidence = Assert.Single((await stage.Machine("web")).Evidence);
        Assert.Equal([Attribution.OnlyListener], evidence.Rules);
        Assert.Equal("nginx", evidence.Process?.Name); // the listener on that port
    }

    [Fact]
    public async Task of_two_listeners_behind_a_translation_nobody_is_tagged_and_the_finding_is_kept()
    {
        await stage.Apply(Of(Device("web1"), Has(Public, AddressRelation.Egress), Listens(443)), Of(Device("web2"), Has(Public, AddressRelation.Egress), Listens(443)));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Empty(await stage.Flagged());
        var finding = Assert.Single(await stage.Findings());
        Assert.Equal((Public, 443, Unattributed.SeveralDevices), (finding.Address, finding.Port, finding.Why));
        Assert.Equal(["web1", "web2"], finding.Candidates.Order());
    }

    [Theory]
    [InlineData("127.0.0.1")] // bound to loopback
    [InlineData("45.1.2.99")] // bound to another public address
    [InlineData("2600::1")] // bound to the other family
    public async Task a_listener_that_cannot_answer_there_is_none(string bound)
    {
        await stage.Apply(Device("web"), Has(Public, AddressRelation.Egress), Listens(443, bound));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Empty(await stage.Flagged());
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")] // takes IPv4 too
    [InlineData("10.0.0.5")] // behind the translation
    public async Task a_listener_that_can_answer_there_is_one(string bound)
    {
        await stage.Apply(Device("web"), Has(Public, AddressRelation.Egress), Listens(443, bound));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Equal(["web"], await stage.Flagged());
    }

    [Fact]
    public async Task devices_that_only_leave_through_the_address_are_not_exposed()
    {
        await stage.Apply(Device("desk"), Has(Public, AddressRelation.Egress));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task an_address_that_changed_hands_charges_the_device_that_had_it_at_the_time()
    {
        await stage.Apply(Device("before"), Has(Public, AddressRelation.Interface, -60, -30));
        await stage.Apply(Device("after"), Has(Public, AddressRelation.Interface, -20, 0));
        await stage.Apply(Address(Public), Answer(T.AddHours(-5)));
        Assert.Equal(["after"], await stage.Flagged());
        Assert.Equal(0, (await stage.Machine("before")).EvidenceCount);
    }

    [Fact]
    public async Task two_holders_at_the_same_time_are_not_told_apart_by_guess()
    {
        await stage.Apply(Of(Device("a"), Has(Public, AddressRelation.Interface)), Of(Device("b"), Has(Public, AddressRelation.Interface)));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task the_heir_of_a_merged_holder_is_the_only_holder()
    {
        await stage.Apply(Device("old"), Has(Public, AddressRelation.Interface));
        await stage.Apply(Device("old"), new DeviceMerged(new("heir"), T));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Equal(["heir"], await stage.Flagged());
    }

    [Fact]
    public async Task a_crowd_too_large_to_know_proves_nothing()
    {
        await stage.Apply([.. Enumerable.Range(0, 100).Select(i => Of(Device($"desk{i}"), Has(Public, AddressRelation.Egress)))]);
        await stage.Apply(Device("web"), Has(Public, AddressRelation.Egress), Listens(443));
        await stage.Apply(Address(Public), Answer(T));
        Assert.Empty(await stage.Flagged());
    }

    [Fact]
    public async Task an_address_that_leads_nowhere_is_never_told()
    {
        await stage.Apply(
            Device("web"), Has("100.64.0.9", AddressRelation.Egress), Has("127.0.0.1", AddressRelation.Interface), Has("fe80::1", AddressRelation.Interface), Listens(443));
        Assert.Equal(1, stage.Store.Writes); // the device, and no address
    }

    [Fact]
    public async Task an_address_hears_of_its_devices_every_few_hours_and_not_with_every_report()
    {
        for (var minutes = 0; minutes < 12 * 60; minutes += 15)
        {
            await stage.Apply(Device("desk"), Has(Public, AddressRelation.Egress, minutes / 60.0, minutes / 60.0));
        }

        Assert.Equal(48 + 2, stage.Store.Writes);
    }

    private static AddressSeen Has(string address, AddressRelation relation, double fromHours = 0, double toHours = 0) =>
        new(Ip(address), relation, new(T.AddHours(fromHours), T.AddHours(toHours)));

    private static ListenerSeen Listens(ushort port, string address = "0.0.0.0") => new(Transport.Tcp, new(Ip(address), port), Sighting.At(T), new("nginx", null, 1));
}
