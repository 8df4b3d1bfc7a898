using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Azure.Network;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Azure.AzureWorld;

namespace ExposurePipeline.Tests.Reachability.Azure;

public sealed class SecurityGroupTests
{
    private static Verdict Behind(params string[] rules) =>
        Of(Vnet(HasGroup), Machine, Nic(HasPublicAddress), PublicAddress(), SecurityGroup("nsg", rules));

    [Fact]
    public void both_groups_must_allow_the_subnets_and_the_interfaces()
    {
        var verdict = Of(
            Vnet(""","networkSecurityGroup":{"id":"~Network/networkSecurityGroups/outer"}"""), Machine, Nic(HasPublicAddress, HasGroup), PublicAddress(),
            SecurityGroup("outer", Rule(100, "Allow", "20-30")), SecurityGroup("nsg", Rule(100, "Allow", "22"), Rule(110, "Allow", "8080")));
        Assert.Equal("tcp/22", Open(verdict));
        Assert.Equal(
            ["network security group of the subnet", "network security group of the network interface"],
            verdict.Paths[0].Hops.Where(hop => hop.List is not null).Select(hop => hop.What));
    }

    [Fact]
    public void a_deny_of_either_group_closes_what_the_other_allows()
    {
        var verdict = Of(
            Vnet(""","networkSecurityGroup":{"id":"~Network/networkSecurityGroups/outer"}"""), Machine, Nic(HasPublicAddress, HasGroup), PublicAddress(),
            SecurityGroup("outer", Rule(100, "Allow", "*")), SecurityGroup("nsg", Rule(100, "Deny", "8080"), Rule(110, "Allow", "8080")));
        Assert.Equal(VerdictStatus.NotReachable, verdict.Status);
        Assert.Equal(Id("Network/networkSecurityGroups/nsg").Text, verdict.Paths[0].Block!.Hop.Resource);
    }

    [Theory]
    [InlineData("Allow", 300, "Deny", 290, "")] // the lower number is asked first
    [InlineData("Allow", 290, "Deny", 300, "tcp/22")]
    public void the_lower_priority_decides(string one, int first, string other, int second, string open) =>
        Assert.Equal(open, Open(Behind(Rule(first, one, "22"), Rule(second, other, "22"))));

    [Fact]
    public void a_deny_takes_away_only_what_it_covers()
    {
        var verdict = Behind(Rule(100, "Deny", "22", "20.0.0.0/8"), Rule(110, "Allow", "20-25", "Internet"));
        Assert.Equal(VerdictStatus.Reachable, verdict.At(Family.V4, Protocols.Tcp, 22));
        Assert.False(verdict.Reach.Possible.Sources(Family.V4, Protocols.Tcp, 22).Contains(0x14000001));
        Assert.True(verdict.Reach.Certain.Sources(Family.V4, Protocols.Tcp, 23).Contains(0x14000001));
    }

    [Fact]
    public void denies_that_cover_the_internet_together_close_it() =>
        Assert.Equal(VerdictStatus.NotReachable, Behind(Rule(100, "Deny", "*", "0.0.0.0/1", "*"), Rule(101, "Deny", "*", "128.0.0.0/1", "*"), Rule(110, "Allow", "22", "0.0.0.0/0")).Status);

    [Theory]
    [InlineData("*", "tcp/22")]
    [InlineData("Any", "tcp/22")]
    [InlineData("Internet", "tcp/22")]
    [InlineData("internet", "tcp/22")] // tags in any case
    [InlineData("0.0.0.0/0", "tcp/22")]
    [InlineData("8.8.8.8", "tcp/22")] // one address is a source like any other
    [InlineData("8.8.8.8/24", "tcp/22")] // bits behind the prefix mean nothing
    [InlineData("VirtualNetwork", "")]
    [InlineData("10.1.0.0/16", "")]
    [InlineData("AzureLoadBalancer", "")] // probes only
    public void every_way_to_write_a_source(string source, string open) => Assert.Equal(open, Open(Behind(Rule(100, "Allow", "22", source))));

    [Fact]
    public void halves_of_the_internet_are_the_internet()
    {
        var rule = Rule(100, "Allow", "22", "", more: ""","sourceAddressPrefixes":["0.0.0.0/1","128.0.0.0/1"]""");
        Assert.Equal(Width.Wide, Behind(rule).WidthFor(Internet));
        Assert.Equal(Width.Narrow, Behind(Rule(100, "Allow", "22", "20.20.20.0/24")).WidthFor(Internet));
    }

    [Theory]
    [InlineData("Tcp", "80", "tcp/80")]
    [InlineData("TCP", "80-90", "tcp/80-90")]
    [InlineData("udp", "53", "udp/53")]
    [InlineData("*", "22", "tcp/22 udp/22")] // a port belongs to protocols that have ports
    [InlineData("Any", "*", "all")]
    [InlineData("Icmp", "*", "icmp")] // and opens no TCP
    [InlineData("Esp", "*", "esp")]
    public void every_way_to_write_a_service(string protocol, string ports, string open) => Assert.Equal(open, Open(Behind(Rule(100, "Allow", ports, "0.0.0.0/0", protocol))));

    [Fact]
    public void plural_fields_count_beside_empty_singular_ones()
    {
        var rule = """
            {"name":"r","properties":{"priority":100,"access":"Allow","direction":"Inbound","protocol":"Tcp","sourcePortRange":"*","destinationPortRange":"",
             "destinationPortRanges":["80","8080-8084"],"sourceAddressPrefixes":["20.0.0.0/8","30.0.0.0/8"],"destinationAddressPrefixes":["10.0.0.4","10.0.0.5"]}}
            """;
        Assert.Equal("tcp/80 tcp/8080-8084", Open(Behind(rule)));
    }

    [Fact]
    public void a_rule_for_another_destination_does_not_matter_here() =>
        Assert.Equal("tcp/22", Open(Behind(Rule(100, "Allow", "22", "0.0.0.0/0", destination: "10.0.0.4"), Rule(110, "Allow", "80", destination: "10.0.0.5"))));

    [Fact]
    public void an_application_security_group_means_the_interfaces_in_it()
    {
        string ForGroup(string group) => Rule(100, "Allow", "22", "0.0.0.0/0", destination: "", more: $$$$""","destinationApplicationSecurityGroups":[{"id":"~Network/applicationSecurityGroups/{{{{group}}}}"}]""");
        Verdict With(string rule) => Of(
            Vnet(HasGroup), Machine, Nic(HasPublicAddress + ""","applicationSecurityGroups":[{"id":"~Network/applicationSecurityGroups/web"}]"""), PublicAddress(), SecurityGroup("nsg", rule));
        Assert.Equal("tcp/22", Open(With(ForGroup("web"))));
        Assert.Equal(VerdictStatus.NotReachable, With(ForGroup("db")).Status);
    }

    [Fact]
    public void a_tag_whose_addresses_are_not_told_decides_nothing()
    {
        Assert.Equal(VerdictStatus.Unknown, Behind(Rule(100, "Allow", "22", "AzureCloud.westeurope")).Status);
        Assert.Equal(VerdictStatus.Unknown, Behind(Rule(100, "Deny", "22", "AzureCloud"), Rule(110, "Allow", "22", "Internet")).At(Family.V4, Protocols.Tcp, 22));
    }

    [Theory]
    [InlineData("22x", "Tcp", "*", "Allow")]
    [InlineData("22", "Quic", "*", "Allow")]
    [InlineData("22", "Tcp", "300.1.2.3/8", "Allow")]
    [InlineData("22", "Tcp", "*", "Permit")]
    public void an_unreadable_part_of_a_rule_is_a_problem_and_decides_nothing(string ports, string protocol, string source, string access)
    {
        var world = Given(Vnet(HasGroup), Machine, Nic(HasPublicAddress), PublicAddress(), SecurityGroup("nsg", Rule(100, access, ports, source, protocol)));
        Assert.Equal(VerdictStatus.Unknown, world.Find(Id("Compute/virtualMachines/vm"))!.Status);
        Assert.Contains("rule r100", Assert.Single(world.Estate.Find<NetworkSecurityGroup>(Id("Network/networkSecurityGroups/nsg"))!.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void rules_of_one_priority_that_disagree_decide_nothing() =>
        Assert.Equal(VerdictStatus.Unknown, Behind(Rule(100, "Allow", "22"), Rule(100, "Deny", "22")).Status);

    [Fact]
    public void a_deny_for_some_source_ports_keeps_no_client_out() => Assert.Equal(
        "tcp/22",
        Open(Behind(Rule(100, "Deny", "22", "0.0.0.0/0").Replace(""" "sourcePortRange":"*" """.Trim(), """ "sourcePortRange":"1024-65535" """.Trim(), StringComparison.Ordinal), Rule(110, "Allow", "22", "0.0.0.0/0"))));

    [Fact]
    public void outbound_rules_do_not_count() =>
        Assert.Equal(VerdictStatus.NotReachable, Behind(Rule(100, "Allow", "22").Replace("Inbound", "Outbound", StringComparison.Ordinal)).Status);
}
