using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Azure.AzureWorld;

namespace ExposurePipeline.Tests.Reachability.Azure;

public sealed class FirewallTests
{
    private const string HasPolicy = """ "firewallPolicy":{"id":"~Network/firewallPolicies/p"}, """;
    private const string Policy = """{"id":"~Network/firewallPolicies/p","type":"Microsoft.Network/firewallPolicies","properties":{"ruleCollectionGroups":[{"id":"~Network/firewallPolicies/p/ruleCollectionGroups/g"}]}}""";

    private static string Firewall(string more, string subnet = "~Network/virtualNetworks/v/subnets/gw") => $$$$"""
        {"id":"~Network/azureFirewalls/fw","type":"Microsoft.Network/azureFirewalls","properties":{{{{{more}}}}
         "ipConfigurations":[{"name":"i","properties":{"privateIPAddress":"10.0.9.4","subnet":{"id":"{{{{subnet}}}}"},"publicIPAddress":{"id":"~Network/publicIPAddresses/pip"}}}]}}
        """;

    private static string Classic(string name, int priority, string action, string rule) => $$$$"""
        {"name":"{{{{name}}}}","properties":{"priority":{{{{priority}}}},"action":{"type":"{{{{action}}}}"},"rules":[{{{{rule}}}}]}}
        """;

    private static string Dnat(string target = "10.0.0.4", string source = "*", string port = "2222", string translated = "22") => $$$$"""
        {"name":"ssh","protocols":["TCP"],"sourceAddresses":["{{{{source}}}}"],"destinationAddresses":["20.1.2.3"],"destinationPorts":["{{{{port}}}}"],"translatedAddress":"{{{{target}}}}","translatedPort":"{{{{translated}}}}"}
        """;

    private static string Network(string source, string destination, string port) => $$$$"""
        {"name":"n","protocols":["TCP"],"sourceAddresses":["{{{{source}}}}"],"destinationAddresses":["{{{{destination}}}}"],"destinationPorts":["{{{{port}}}}"]}
        """;

    private static string WithRules(string nat, string network = "") => Firewall($""" "natRuleCollections":[{nat}],"networkRuleCollections":[{network}], """);

    private static Verdict Behind(string firewall, params string[] more) =>
        Of([Vnet(HasGroup), Machine, Nic(), PublicAddress(), SecurityGroup("nsg", Rule(100, "Deny", "*", "Internet", "*")), firewall, .. more]);

    [Fact]
    public void a_dnat_rule_is_an_entrance_and_the_target_sees_the_firewalls_subnet()
    {
        var verdict = Behind(WithRules(Classic("nat", 100, "Dnat", Dnat())));
        Assert.Equal("tcp/2222", Open(verdict));
        Assert.Equal(EntranceKind.FirewallNat, verdict.Paths[0].Entrance.Kind);
        Assert.Equal(Width.Wide, verdict.WidthFor(Internet));
    }

    [Theory]
    [InlineData("*", "10.0.0.4", "22", "")] // matches the translated traffic
    [InlineData("*", "20.1.2.3", "2222", "tcp/2222")] // what the client addressed is no longer there
    [InlineData("*", "10.0.0.5", "22", "tcp/2222")]
    public void an_explicit_deny_network_rule_beats_the_implicit_allow_of_dnat(string source, string destination, string port, string open) =>
        Assert.Equal(open, Open(Behind(WithRules(Classic("nat", 100, "Dnat", Dnat()), Classic("net", 50, "Deny", Network(source, destination, port))))));

    [Fact]
    public void an_allow_network_rule_before_the_deny_keeps_its_clients() => Assert.Equal(Width.Narrow, Behind(WithRules(
        Classic("nat", 100, "Dnat", Dnat()),
        Classic("no", 200, "Deny", Network("*", "*", "*")) + "," + Classic("yes", 100, "Allow", Network("20.9.0.0/16", "10.0.0.4", "22")))).WidthFor(Internet));

    [Fact]
    public void the_first_dnat_rule_that_matches_takes_the_flow() => Assert.Equal(
        VerdictStatus.NotReachable,
        Behind(WithRules(Classic("b", 200, "Dnat", Dnat()) + "," + Classic("a", 100, "Dnat", Dnat("10.0.0.77")))).Status);

    [Fact]
    public void a_deny_of_the_firewalls_subnet_at_the_target_closes_it() => Assert.Equal(
        VerdictStatus.NotReachable,
        Of(Vnet(HasGroup), Machine, Nic(), PublicAddress(), SecurityGroup("nsg", Rule(100, "Deny", "22", "10.0.9.0/24")), WithRules(Classic("nat", 100, "Dnat", Dnat()))).Status);

    [Fact]
    public void a_default_route_to_the_firewall_does_not_close_what_the_firewall_brings_in()
    {
        var table = """{"id":"~Network/routeTables/rt","type":"Microsoft.Network/routeTables","properties":{"routes":[{"name":"d","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.0.9.4"}}]}}""";
        Assert.Equal("tcp/2222", Open(Of(Vnet(""","routeTable":{"id":"~Network/routeTables/rt"}"""), Machine, Nic(), PublicAddress(), table, WithRules(Classic("nat", 100, "Dnat", Dnat())))));
    }

    [Theory]
    [InlineData("""{"id":"~Network/firewallPolicies/p/ruleCollectionGroups/g","type":"Microsoft.Network/FirewallPolicies/RuleCollectionGroups","properties":{"priority":200,"ruleCollections":[{"name":"c","priority":100,"ruleCollectionType":"FirewallPolicyNatRuleCollection","action":{"type":"DNAT"},"rules":[{"ruleType":"NatRule","name":"ssh","ipProtocols":["TCP"],"sourceIpGroups":["~Network/ipGroups/x"],"destinationAddresses":["20.1.2.3"],"destinationPorts":["2222"],"translatedAddress":"10.0.0.4","translatedPort":"22"}]}]}}""", "tcp/2222", Width.Narrow)]
    public void a_policys_rules_and_ip_groups_are_followed(string group, string open, Width width)
    {
        var groups = """{"id":"~Network/ipGroups/x","type":"Microsoft.Network/ipGroups","properties":{"ipAddresses":["20.9.0.0/16","20.10.0.1-20.10.0.9"]}}""";
        var verdict = Behind(Firewall(HasPolicy), Policy, group, groups);
        Assert.Equal(open, Open(verdict));
        Assert.Equal(width, verdict.WidthFor(Internet));
        Assert.Equal(VerdictStatus.Unknown, Behind(Firewall(HasPolicy), Policy, group).Status); // who is in the ip group was not read
        Assert.Equal(VerdictStatus.Unknown, Behind(Firewall(HasPolicy), group, groups).Status); // the policy itself was not read
    }

    [Fact]
    public void the_target_may_be_an_internal_load_balancer()
    {
        var balancer = """
            {"id":"~Network/loadBalancers/lb","type":"Microsoft.Network/loadBalancers","sku":{"name":"Standard"},"properties":{
             "frontendIPConfigurations":[{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f","properties":{"privateIPAddress":"10.0.0.100","subnet":{"id":"~Network/virtualNetworks/v/subnets/a"}}}],
             "backendAddressPools":[{"id":"~Network/loadBalancers/lb/backendAddressPools/p"}],
             "loadBalancingRules":[{"name":"r","properties":{"frontendIPConfiguration":{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f"},"backendAddressPool":{"id":"~Network/loadBalancers/lb/backendAddressPools/p"},"protocol":"Tcp","frontendPort":443,"backendPort":8443}}]}}
            """;
        var verdict = Of(
            Vnet(), Machine, Nic(""","loadBalancerBackendAddressPools":[{"id":"~Network/loadBalancers/lb/backendAddressPools/p"}]"""), PublicAddress(), balancer,
            WithRules(Classic("nat", 100, "Dnat", Dnat("10.0.0.100", port: "443", translated: "443"))));
        Assert.Equal("tcp/443", Open(verdict));
    }

    [Theory]
    [InlineData("Connected", VerdictStatus.Reachable)]
    [InlineData("Disconnected", VerdictStatus.NotReachable)]
    public void a_target_in_another_network_is_reached_over_a_peering(string state, VerdictStatus status)
    {
        var hub = $$$$"""
            {"id":"~Network/virtualNetworks/hub","type":"Microsoft.Network/virtualNetworks","properties":{"addressSpace":{"addressPrefixes":["10.9.0.0/16"]},
             "subnets":[{"name":"AzureFirewallSubnet","id":"~Network/virtualNetworks/hub/subnets/AzureFirewallSubnet","properties":{"addressPrefixes":["10.9.0.0/26"]}}],
             "virtualNetworkPeerings":[{"name":"x","properties":{"peeringState":"{{{{state}}}}","remoteVirtualNetwork":{"id":"~Network/virtualNetworks/v"},"remoteAddressSpace":{"addressPrefixes":["10.0.0.0/16"]}}}]}}
            """;
        var back = """ "virtualNetworkPeerings":[{"name":"y","properties":{"peeringState":"Connected","remoteVirtualNetwork":{"id":"~Network/virtualNetworks/hub"},"remoteVirtualNetworkAddressSpace":{"addressPrefixes":["10.9.0.0/16"]}}}], """;
        var firewall = WithRules(Classic("nat", 100, "Dnat", Dnat())).Replace("virtualNetworks/v/subnets/gw", "virtualNetworks/hub/subnets/azurefirewallsubnet", StringComparison.Ordinal);
        Assert.Equal(status, Of(Vnet(HasGroup, back), Machine, Nic(), PublicAddress(), SecurityGroup("nsg"), hub, firewall).Status);
    }

    [Fact]
    public void a_firewall_without_dnat_rules_for_it_is_no_entrance() => Assert.Equal(VerdictStatus.NotReachable, Behind(WithRules("")).Status);

    [Fact]
    public void a_rule_collection_group_that_was_not_read_may_lead_anywhere()
    {
        var verdict = Behind(Firewall(HasPolicy), Policy);
        Assert.Equal(VerdictStatus.Unknown, verdict.Status);
        Assert.Contains("rulecollectiongroups/g was not read", Assert.Single(verdict.Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void policies_that_inherit_from_each_other_come_to_an_end()
    {
        var loop = """{"id":"~Network/firewallPolicies/p","type":"Microsoft.Network/firewallPolicies","properties":{"basePolicy":{"id":"~Network/firewallPolicies/q"}}}""";
        var back = """{"id":"~Network/firewallPolicies/q","type":"Microsoft.Network/firewallPolicies","properties":{"basePolicy":{"id":"~Network/firewallPolicies/p"}}}""";
        Assert.Equal(VerdictStatus.NotReachable, Behind(Firewall(HasPolicy), loop, back).Status);
    }

    [Fact]
    public void a_firewall_in_a_hub_whose_connections_were_not_read_decides_nothing()
    {
        var hub = """{"id":"~Network/azureFirewalls/fw","type":"Microsoft.Network/azureFirewalls","properties":{"virtualHub":{"id":"~Network/virtualHubs/h"},"hubIPAddresses":{"publicIPs":{"count":1,"addresses":[{"address":"20.1.2.3"}]}},"natRuleCollections":["""
            + Classic("nat", 100, "Dnat", Dnat()) + "]}}";
        Assert.Equal(VerdictStatus.Unknown, Of(Vnet(), Machine, Nic(), hub).Status);
    }
}
