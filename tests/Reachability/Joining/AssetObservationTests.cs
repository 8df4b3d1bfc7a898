using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Tests.Reachability.Aws;
using ExposurePipeline.Tests.Reachability.Gcp;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Azure.AzureWorld;

namespace ExposurePipeline.Tests.Reachability.Joining;

public sealed class AssetObservationTests
{
    private const string InPool = ""","loadBalancerBackendAddressPools":[{"id":"~Network/loadBalancers/lb/backendAddressPools/p"}]""";
    private const string NatRule = """{"id":"~Network/loadBalancers/lb/inboundNatRules/ssh","properties":{"frontendIPConfiguration":{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f"},"protocol":"Tcp","frontendPort":50001,"backendPort":22,"backendIPConfiguration":{"id":"~Network/networkInterfaces/nic/ipConfigurations/c"}}}""";

    [Fact]
    public void an_open_machine_tells_its_device_ports_and_ways_and_its_address_that_it_is_alone_there()
    {
        var told = Told.Of(null, Direct(Rule(100, "Allow", "22-23"), Rule(200, "Allow", "53", protocol: "Udp")));

        Assert.Equal(["/subscriptions/s/resourcegroups/g/providers/microsoft.compute/virtualmachines/vm", "20.1.2.3"], told.Select(entity => entity.Entity.Key));
        var judged = Assert.IsType<ConfigurationJudged>(Assert.Single(told[0].Observations));
        Assert.Equal((ConfiguredStatus.Reachable, ConfiguredWidth.Wide, true, Told.At), (judged.Status, judged.Width, judged.IsComplete, judged.At));
        Assert.Equal("Tcp/22-23 Udp/53-53", Told.Text(judged.Ports));
        Assert.Equal("Tcp/22-23 Udp/53-53", Told.Text(judged.LocalPorts));
        Assert.Equal("public address microsoft.network/publicipaddresses/pip (20.1.2.3): allowed at network security group of the subnet microsoft.network/networksecuritygroups/nsg by r100 (100), r200 (200)", string.Join("; ", judged.Ways));
        Assert.Equal(["20.1.2.3 both 0-65535 -> 0 own: public address microsoft.network/publicipaddresses/pip"], Told.Addresses(null, Direct(Rule(100, "Allow", "22"))));
    }

    [Fact]
    public void behind_a_load_balancer_the_asset_has_another_port_than_the_client_addresses()
    {
        var verdict = Balanced(Lines("80", "8080"), "loadBalancingRules", InPool, Rule(100, "Allow", "8080"));
        var judged = Told.Device(verdict);
        Assert.Equal(("Tcp/80-80", "Tcp/8080-8080"), (Told.Text(judged.Ports), Told.Text(judged.LocalPorts)));
        Assert.Equal(["20.1.2.3 Tcp 80-80 -> 8080: load balancing rule microsoft.network/loadbalancers/lb/loadbalancingrules/web"], Told.Addresses(null, verdict));
    }

    [Fact]
    public void a_nat_rule_leads_to_one_machine_of_a_shared_address() => Assert.Equal(
        ["20.1.2.3 Tcp 50001-50001 -> 22: inbound NAT rule microsoft.network/loadbalancers/lb/inboundnatrules/ssh"],
        Told.Addresses(null, Balanced(NatRule, "inboundNatRules", "", Rule(100, "Allow", "22"))));

    [Fact]
    public void what_filters_on_the_way_does_not_matter_to_whose_address_it_is() =>
        Assert.Equal(["20.1.2.3 both 0-65535 -> 0 own: public address microsoft.network/publicipaddresses/pip"], Told.Addresses(null, Direct()));

    [Fact]
    public void a_closed_machine_says_where_its_ways_end()
    {
        var judged = Told.Device(Direct());
        Assert.Equal((ConfiguredStatus.NotReachable, null, true, 0), (judged.Status, judged.Width, judged.IsComplete, judged.Ports.Count));
        Assert.Equal("public address microsoft.network/publicipaddresses/pip (20.1.2.3): ends at network security group of the subnet microsoft.network/networksecuritygroups/nsg: blocked by DenyAllInBound (65500)", string.Join("; ", judged.Ways));
    }

    [Fact]
    public void what_was_not_read_is_no_complete_judgement()
    {
        var judged = Told.Device(Of(Vnet(HasGroup), Machine, Nic(HasPublicAddress), PublicAddress()));
        Assert.Equal((ConfiguredStatus.Unknown, false), (judged.Status, judged.IsComplete));
        Assert.Contains("undecided: The network security group", Assert.Single(judged.Ways), StringComparison.Ordinal);
    }

    [Fact]
    public void ports_for_trusted_sources_alone_are_not_told_as_reached()
    {
        var trusting = InternetSources.Of(ExposurePolicy.Default with { TrustedRanges = [Range("20.9.0.0/16")] });
        var judged = Told.Device(Direct(Rule(100, "Allow", "22", "20.9.0.0/16")), trusting);
        Assert.Equal((ConfiguredStatus.Reachable, ConfiguredWidth.Trusted, 0), (judged.Status, judged.Width, judged.Ports.Count));
        Assert.Equal("Tcp/443-443", Told.Text(Told.Device(Direct(Rule(100, "Allow", "22", "20.9.0.0/16"), Rule(110, "Allow", "443")), trusting).Ports));
    }

    [Fact]
    public void an_entrance_that_is_gone_ends_at_its_address_and_the_new_one_begins()
    {
        var (before, after) = (Direct(Rule(100, "Allow", "22")), Of(Vnet(HasGroup), Machine, Nic(HasPublicAddress), PublicAddress("20.1.2.4"), SecurityGroup("nsg", Rule(100, "Allow", "22"))));
        Assert.Equal(
            ["20.1.2.3 both 0-65535 -> 0 own ended: public address microsoft.network/publicipaddresses/pip", "20.1.2.4 both 0-65535 -> 0 own: public address microsoft.network/publicipaddresses/pip"],
            Told.Addresses(before, after));
    }

    [Fact]
    public void an_asset_that_is_gone_says_so_to_its_device_and_its_addresses()
    {
        var told = Told.Of(Direct(Rule(100, "Allow", "22")), null);
        Assert.Equal(ConfiguredStatus.Gone, ((ConfigurationJudged)told[0].Observations[0]).Status);
        Assert.True(((AssetBehind)told[1].Observations[0]).Ended);
    }

    [Fact]
    public void told_again_unchanged_it_only_refreshes()
    {
        var verdict = Direct(Rule(100, "Allow", "22"));
        Assert.All(Told.Of(verdict, verdict).Skip(1), entity => Assert.False(((AssetBehind)entity.Observations.Single()).Ended));
    }

    [Fact]
    public void an_instance_of_amazon_is_known_by_its_instance_id()
    {
        var told = Told.Of(null, SmallVpc.With().Verdict("i-1"), AwsEstate.Internet);
        Assert.Equal(["i-1", "52.0.0.1"], told.Select(entity => entity.Entity.Key));
        Assert.Equal("Tcp/22-22", Told.Text(((ConfigurationJudged)told[0].Observations[0]).LocalPorts));
    }

    [Fact]
    public void an_address_that_a_terminated_instance_gave_back_leads_nowhere() =>
        Assert.Empty(Told.Addresses(null, SmallVpc.With(machine: SmallVpc.Machine(state: "terminated")).Verdict("i-1")));

    [Fact]
    public void an_instance_of_google_is_known_by_its_full_name_in_lower_case()
    {
        var world = GcpWorld.Of(GcpSamples.Instance(), GcpSamples.Firewall("ssh", GcpSamples.Allowed("tcp", "22")));
        var told = Told.Of(null, world.Verdict("vm"), GcpWorld.Internet);
        Assert.Equal("//compute.googleapis.com/projects/p/zones/us-central1-a/instances/vm", told[0].Entity.Key);
    }

    [Fact]
    public void a_group_and_a_host_name_tell_no_address()
    {
        var set = new Verdict(Id("Compute/virtualMachineScaleSets/set"), Direct(Rule(100, "Allow", "22")).Paths, []);
        Assert.Empty(Told.Addresses(null, set));
        var service = new Verdict(Id("Sql/servers/s"), [new ExposurePipeline.Reachability.Paths.ServiceEndpoint("s", "s.database.windows.net", ExposurePipeline.Reachability.Paths.ServiceEndpoint.TcpV4(1433)).From(SourceSet.All).Build()], []);
        Assert.Empty(Told.Addresses(null, service));
        Assert.Equal("Tcp/1433-1433", Told.Text(Told.Device(service).Ports));
    }

    private static Verdict Direct(params string[] rules) => Of(Vnet(HasGroup), Machine, Nic(HasPublicAddress), PublicAddress(), SecurityGroup("nsg", rules));

    private static Verdict Balanced(string rule, string list, string configuration, params string[] rules) => Of(
        Vnet(HasGroup), Machine, Nic(configuration), PublicAddress(), SecurityGroup("nsg", rules),
        $$$$"""
        {"id":"~Network/loadBalancers/lb","type":"Microsoft.Network/loadBalancers","sku":{"name":"Standard"},"properties":{
         "frontendIPConfigurations":[{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f","name":"f","properties":{ "publicIPAddress":{"id":"~Network/publicIPAddresses/pip"} }}],
         "backendAddressPools":[{"id":"~Network/loadBalancers/lb/backendAddressPools/p","name":"p","properties":{ }}],
         "{{{{list}}}}":[{{{{rule}}}}]}}
        """);

    private static string Lines(string port, string backendPort) => $$$$"""
        {"name":"web","properties":{"frontendIPConfiguration":{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f"},"backendAddressPool":{"id":"~Network/loadBalancers/lb/backendAddressPools/p"},
         "protocol":"Tcp","frontendPort":{{{{port}}}},"backendPort":{{{{backendPort}}}}}}
        """;

    private static IpRange Range(string text) => IpRange.TryParse(text, out var range) ? range : throw new FormatException(text);
}
