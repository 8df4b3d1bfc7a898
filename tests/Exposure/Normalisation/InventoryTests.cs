using System.Text.Json.Nodes;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using Xunit;

namespace ExposurePipeline.Tests.Exposure.Normalisation;

public sealed class InventoryTests
{
    [Fact]
    public void a_report_number_beyond_the_range_of_doubles_survives() =>
        Assert.Equal(639199803770463703, Profile("ReportId", 639199803770463703).Profile.ReportId);

    [Theory]
    [InlineData("null", null)] // unknown is not false
    [InlineData("false", false)]
    [InlineData("true", true)]
    [InlineData("1", true)] // as the hunting API writes an SByte
    [InlineData("\"\"", null)]
    public void an_unknown_classification_is_neither_true_nor_false(string json, bool? expected) =>
        Assert.Equal(expected, Profile("IsInternetFacing", JsonNode.Parse(json)).Profile.IsInternetFacing);

    [Fact]
    public void a_missing_classification_is_unknown() => Assert.Null(Profile("DeviceName", "a").Profile.IsInternetFacing);

    [Fact]
    public void tags_come_from_three_columns_sorted_and_distinct()
    {
        var row = Info().And("DeviceManualTags", "[\"web\",\"dmz\"]").And("DeviceDynamicTags", new JsonArray("dmz", "prod")).And("RegistryDeviceTag", "edge");
        Assert.Equal(["dmz", "edge", "prod", "web"], Assert.IsType<ProfileSeen>(Normalising.Read(row.Envelope()).All()[0]).Profile.Tags);
    }

    [Theory]
    [InlineData("198.199.114.69", true)]
    [InlineData("10.0.0.1", false)] // not an internet address
    [InlineData("-", false)]
    public void the_way_out_is_an_egress_address_and_never_evidence(string address, bool isSeen)
    {
        var observations = Normalising.Read(Info().And("PublicIP", address).Envelope()).All();
        Assert.Equal(isSeen, observations.OfType<AddressSeen>().Any(seen => seen.Relation is AddressRelation.Egress));
        Assert.Empty(observations.OfType<EvidenceSeen>());
    }

    [Theory]
    [InlineData("89abcdef0123456789abcdef0123456789abcdef", true)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("0123456789abcdef0123456789abcdef01234567", false)] // merged into itself
    public void a_merged_device_names_its_survivor(string? survivor, bool isMerged) =>
        Assert.Equal(isMerged, Normalising.Read(Info().And("MergedToDeviceId", survivor).Envelope()).All().OfType<DeviceMerged>().Any());

    [Theory]
    [InlineData("""[{"IPAddress":"100.64.3.2","SubnetPrefix":10,"AddressType":"CarrierGradeNat"},{"IPAddress":"fd00::5","AddressType":"Private"}]""", "100.64.3.2 fd00::5")]
    [InlineData("""[{"IPAddress":"1.1.1.1.5"},{"IPAddress":"10.0.0.5"}]""", "10.0.0.5")] // no address beside one
    [InlineData("""[{"IPAddress":"fe80:1e::f6d4:1"},{"IPAddress":"127.0.0.1"},{"IPAddress":"10.0.0.5"}]""", "10.0.0.5")] // what every device has tells nothing
    [InlineData("""[{"IPAddress":"::ffff:10.0.0.5"},{"IPAddress":"10.0.0.5"}]""", "10.0.0.5")]
    public void adapters_give_their_addresses(string addresses, string expected)
    {
        var seen = Normalising.Read(Adapter(addresses).Envelope()).All().Cast<AddressSeen>();
        Assert.Equal(expected, string.Join(' ', seen.Select(address => address.Address)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("[{\"IPAddress\":\"1.1.1.1.5\"}]")]
    public void an_adapter_without_a_usable_address_is_filtered(string? addresses) =>
        Assert.Equal(1, Normalising.Read(Adapter(addresses).Envelope()).Tally.Filtered[FilterRule.NoAddress]);

    [Fact]
    public void an_adapter_that_is_down_is_filtered() =>
        Assert.Equal(1, Normalising.Read(Adapter("[{\"IPAddress\":\"10.0.0.5\"}]").And("NetworkAdapterStatus", "Down").Envelope()).Tally.Filtered[FilterRule.NoAddress]);

    [Fact]
    public void a_list_of_addresses_that_is_no_json_is_set_aside() =>
        Assert.Equal(RejectionReason.InvalidField, Assert.Single(Normalising.Read(Adapter("<str len=729 head=...>").Envelope()).Rejected).Rejection.Reason);

    private static NetworkEvent Info() => new NetworkEvent { Category = "AdvancedHunting-DeviceInfo" }
        .Without("ActionType").And("OSPlatform", "WindowsServer2022").And("OnboardingStatus", "Onboarded");

    private static NetworkEvent Adapter(string? addresses) => new NetworkEvent { Category = "AdvancedHunting-DeviceNetworkInfo" }
        .Without("ActionType").And("NetworkAdapterStatus", "Up").And("IPAddresses", addresses);

    private static ProfileSeen Profile(string column, JsonNode? value) =>
        Assert.IsType<ProfileSeen>(Normalising.Read(Info().And(column, value).Envelope()).All()[0]);
}
