using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Azure.AzureWorld;

namespace ExposurePipeline.Tests.Reachability.Azure;

public sealed class PublicAddressTests
{
    private const string NatGateway = """{"id":"~Network/natGateways/n","type":"Microsoft.Network/natGateways","properties":{"publicIpAddresses":[{"id":"~Network/publicIPAddresses/pip"}],"subnets":[{"id":"~Network/virtualNetworks/v/subnets/a"}]}}""";

    private static readonly string OpenGroup = SecurityGroup("nsg", Rule(100, "Allow", "*", "*", "*"));

    [Theory]
    [InlineData("Standard", VerdictStatus.NotReachable)] // closed until a group allows
    [InlineData("StandardV2", VerdictStatus.NotReachable)]
    [InlineData("Basic", VerdictStatus.Reachable)] // open by default
    public void without_any_network_security_group_the_sku_decides(string sku, VerdictStatus status) =>
        Assert.Equal(status, Of(Vnet(), Machine, Nic(HasPublicAddress), PublicAddress(sku: sku)).Status);

    [Fact]
    public void an_address_that_is_absent_while_deallocated_lets_nothing_in()
    {
        var verdict = Of(Vnet(HasGroup), Machine, Nic(HasPublicAddress), PublicAddress(address: null), OpenGroup);
        Assert.Equal(VerdictStatus.NotReachable, verdict.Status);
        Assert.Contains("No address is assigned", verdict.Paths[0].Block!.Hop.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void without_an_external_address_there_is_no_direct_exposure() =>
        Assert.Equal(VerdictStatus.NotReachable, Of(Vnet(HasGroup), Machine, Nic(), OpenGroup).Status);

    [Fact]
    public void a_nat_gateways_address_is_no_entrance() =>
        Assert.Equal(VerdictStatus.NotReachable, Of(Vnet(HasGroup + ""","natGateway":{"id":"~Network/natGateways/n"}"""), Machine, Nic(), PublicAddress(), OpenGroup, NatGateway).Status);

    [Fact]
    public void each_family_has_its_own_address_and_its_own_rule()
    {
        string[] World(params string[] rules) =>
        [
            Vnet(HasGroup), Machine, PublicAddress("20.1.2.3"), PublicAddress("2603:1020::5", name: "pip6"), SecurityGroup("nsg", rules),
            Nic(HasPublicAddress).Replace(
                "]}}",
                """,{"id":"~Network/networkInterfaces/nic/ipConfigurations/c6","properties":{"privateIPAddress":"fd00::4","privateIPAddressVersion":"IPv6","publicIPAddress":{"id":"~Network/publicIPAddresses/pip6"},"subnet":{"id":"~Network/virtualNetworks/v/subnets/a"}}}]}}""",
                StringComparison.Ordinal),
        ];
        Assert.Equal("tcp/22", Open(Of(World(Rule(100, "Allow", "22", "0.0.0.0/0")))));
        Assert.Equal("v6:tcp/22", Open(Of(World(Rule(100, "Allow", "22", "::/0")))));
        Assert.Equal("tcp/22 v6:tcp/22", Open(Of(World(Rule(100, "Allow", "22")))));
    }

    [Theory]
    [InlineData("publicIPAddresses/pip")]
    [InlineData("networkInterfaces/nic")]
    [InlineData("networkSecurityGroups/nsg")]
    [InlineData("virtualNetworks/v")]
    public void what_was_not_read_is_unknown_and_says_what_is_missing(string path)
    {
        string[] world = [Vnet(HasGroup), Machine, Nic(HasPublicAddress), PublicAddress(), OpenGroup];
        Assert.Equal(VerdictStatus.Reachable, Of(world).Status);
        var rest = world.Where(body => !body.TrimStart().StartsWith($$$$"""{"id":"~Network/{{{{path}}}}",""", StringComparison.Ordinal)).ToArray();
        Assert.Equal(world.Length - 1, rest.Length);
        var verdict = Of(rest);
        Assert.Equal(VerdictStatus.Unknown, verdict.Status);
        Assert.Contains(Id($"Network/{path}").Text, string.Join('\n', verdict.Paths.SelectMany(way => way.Missing)), StringComparison.Ordinal);
    }

    [Fact]
    public void a_write_without_body_makes_unknown_what_was_known()
    {
        var world = Given(Vnet(HasGroup), Machine, Nic(HasPublicAddress), PublicAddress(), OpenGroup);
        var write = """{"eventType":"Microsoft.Resources.ResourceWriteSuccess","eventTime":"2026-01-01T00:00:00Z","subject":"~Network/networkSecurityGroups/nsg/securityRules/r100","data":{"resourceUri":"~Network/networkSecurityGroups/nsg/securityRules/r100"}}""";
        world.Accept(world.Propose(Clouds.Changes(Parse(write)), DateTimeOffset.UnixEpoch));
        Assert.Equal(VerdictStatus.Unknown, world.Find(Id("Compute/virtualMachines/vm"))!.Status);
    }

    [Fact]
    public void copies_that_contradict_each_other_are_no_confident_verdict()
    {
        var elsewhere = PublicAddress(more: ""","ipConfiguration":{"id":"~Network/networkInterfaces/other/ipConfigurations/c"}""");
        Assert.Equal(VerdictStatus.Unknown, Of(Vnet(HasGroup), Machine, Nic(HasPublicAddress), elsewhere, OpenGroup).Status);
        Assert.Equal(VerdictStatus.NotReachable, Of(Vnet(), Machine, Nic(HasPublicAddress), elsewhere).Status); // closed whoever has it
    }

    [Fact]
    public void a_deallocated_machine_answers_nobody() => Assert.Equal(
        VerdictStatus.NotReachable,
        Of(Vnet(HasGroup), Machine.Replace("\"networkProfile\"", """ "extended":{"instanceView":{"powerState":{"code":"PowerState/deallocated"}}},"networkProfile" """, StringComparison.Ordinal), Nic(HasPublicAddress), PublicAddress(), OpenGroup).Status);

    [Theory]
    [InlineData("0.0.0.0/0", "VirtualAppliance", VerdictStatus.NotReachable)]
    [InlineData("0.0.0.0/0", "VirtualNetworkGateway", VerdictStatus.NotReachable)]
    [InlineData("0.0.0.0/0", "None", VerdictStatus.NotReachable)]
    [InlineData("0.0.0.0/0", "Internet", VerdictStatus.Reachable)]
    [InlineData("10.5.0.0/16", "VirtualAppliance", VerdictStatus.Reachable)] // answers to the internet go another way
    public void answers_must_leave_to_the_internet(string prefix, string hop, VerdictStatus status)
    {
        var table = $$$$"""{"id":"~Network/routeTables/rt","type":"Microsoft.Network/routeTables","properties":{"routes":[{"name":"d","properties":{"addressPrefix":"{{{{prefix}}}}","nextHopType":"{{{{hop}}}}","nextHopIpAddress":"10.0.0.9"}}]}}""";
        var verdict = Of(Vnet(HasGroup + ""","routeTable":{"id":"~Network/routeTables/rt"}"""), Machine, Nic(HasPublicAddress), PublicAddress(), SecurityGroup("nsg", Rule(100, "Allow", "22")), table);
        Assert.Equal(status, verdict.At(Family.V4, Protocols.Tcp, 22));
    }

    [Fact]
    public void a_longer_prefix_brings_some_answers_back_to_the_internet()
    {
        var table = """{"id":"~Network/routeTables/rt","type":"Microsoft.Network/routeTables","properties":{"routes":[{"name":"d","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance"}},{"name":"m","properties":{"addressPrefix":"20.30.0.0/16","nextHopType":"Internet"}}]}}""";
        var verdict = Of(Vnet(HasGroup + ""","routeTable":{"id":"~Network/routeTables/rt"}"""), Machine, Nic(HasPublicAddress), PublicAddress(), SecurityGroup("nsg", Rule(100, "Allow", "22")), table);
        Assert.Equal(Width.Narrow, verdict.WidthFor(Internet));
        Assert.True(verdict.Reach.Certain.Sources(Family.V4, Protocols.Tcp, 22).Contains(0x141e0001));
    }
}
