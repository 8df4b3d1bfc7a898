using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Paths;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Azure.AzureWorld;

namespace ExposurePipeline.Tests.Reachability.Azure;

public sealed class LoadBalancerTests
{
    private const string InPool = ""","loadBalancerBackendAddressPools":[{"id":"~Network/loadBalancers/lb/backendAddressPools/p"}]""";
    private const string PublicFrontend = """ "publicIPAddress":{"id":"~Network/publicIPAddresses/pip"} """;
    private const string PrivateFrontend = """ "privateIPAddress":"10.0.0.100","subnet":{"id":"~Network/virtualNetworks/v/subnets/a"} """;

    private static string Rule80To8080(string more = "") => Lines("80", "8080", "Tcp", more);

    private static string Lines(string port, string backendPort, string protocol, string more = "") => $$$$"""
        {"name":"web","properties":{"frontendIPConfiguration":{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f"},"backendAddressPool":{"id":"~Network/loadBalancers/lb/backendAddressPools/p"},
         "protocol":"{{{{protocol}}}}","frontendPort":{{{{port}}}},"backendPort":{{{{backendPort}}}}{{{{more}}}}}}
        """;

    private static string Balancer(string frontend, string rule, string list = "loadBalancingRules", string sku = "Standard", string pool = "") => $$$$"""
        {"id":"~Network/loadBalancers/lb","type":"Microsoft.Network/loadBalancers","sku":{"name":"{{{{sku}}}}"},"properties":{
         "frontendIPConfigurations":[{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f","name":"f","properties":{ {{{{frontend}}}} }}],
         "backendAddressPools":[{"id":"~Network/loadBalancers/lb/backendAddressPools/p","name":"p","properties":{ {{{{pool}}}} }}],
         "{{{{list}}}}":[{{{{rule}}}}]}}
        """;

    private static Verdict Behind(string balancer, string configuration, params string[] rules) =>
        Of(Vnet(HasGroup), Machine, Nic(configuration), PublicAddress(), SecurityGroup("nsg", rules), balancer);

    [Fact]
    public void the_backend_sees_the_client_and_the_backend_port()
    {
        var verdict = Behind(Balancer(PublicFrontend, Rule80To8080()), InPool, Rule(100, "Allow", "8080", "20.0.0.0/8"));
        Assert.Equal("tcp/80", Open(verdict));
        Assert.Equal(Width.Narrow, verdict.WidthFor(Internet));
        Assert.Equal((EntranceKind.LoadBalancer, "20.1.2.3"), (verdict.Paths[0].Entrance.Kind, verdict.Paths[0].Entrance.Address));
    }

    [Fact]
    public void allowing_the_frontend_port_or_the_probes_is_not_enough()
    {
        Assert.Equal(VerdictStatus.NotReachable, Behind(Balancer(PublicFrontend, Rule80To8080()), InPool, Rule(100, "Allow", "80")).Status);
        Assert.Equal(VerdictStatus.NotReachable, Behind(Balancer(PublicFrontend, Rule80To8080()), InPool, Rule(100, "Allow", "8080", "AzureLoadBalancer")).Status);
    }

    [Fact]
    public void with_floating_ip_the_backend_sees_the_frontend_port() =>
        Assert.Equal("tcp/80", Open(Behind(Balancer(PublicFrontend, Rule80To8080(""","enableFloatingIP":true""")), InPool, Rule(100, "Allow", "80", "0.0.0.0/0"))));

    [Fact]
    public void a_pool_that_no_rule_leads_to_is_not_exposed()
    {
        var verdict = Behind(Balancer(PublicFrontend, ""), InPool, Rule(100, "Allow", "*"));
        Assert.Equal(VerdictStatus.NotReachable, verdict.Status);
        Assert.Contains("No load balancing rule", verdict.Paths[0].Block!.Hop.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void an_internal_load_balancer_is_no_entrance() =>
        Assert.Equal(VerdictStatus.NotReachable, Behind(Balancer(PrivateFrontend, Rule80To8080()), InPool, Rule(100, "Allow", "*")).Status);

    [Fact]
    public void high_availability_ports_of_an_internal_load_balancer_are_no_entrance_either() =>
        Assert.Equal(VerdictStatus.NotReachable, Behind(Balancer(PrivateFrontend, Lines("0", "0", "All")), InPool, Rule(100, "Allow", "*")).Status);

    [Theory]
    [InlineData("Standard", VerdictStatus.NotReachable)] // closed without a network security group
    [InlineData("Basic", VerdictStatus.Reachable)]
    public void without_a_network_security_group_the_sku_decides(string sku, VerdictStatus status) =>
        Assert.Equal(status, Of(Vnet(), Machine, Nic(InPool), PublicAddress(sku: sku), Balancer(PublicFrontend, Rule80To8080(), sku: sku)).Status);

    [Fact]
    public void a_nat_rule_opens_one_port_for_one_machine()
    {
        var rule = """{"id":"~Network/loadBalancers/lb/inboundNatRules/ssh","properties":{"frontendIPConfiguration":{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f"},"protocol":"Tcp","frontendPort":50001,"backendPort":22,"backendIPConfiguration":{"id":"~Network/networkInterfaces/nic/ipConfigurations/c"}}}""";
        var verdict = Behind(Balancer(PublicFrontend, rule, "inboundNatRules"), "", Rule(100, "Allow", "22", "0.0.0.0/0"));
        Assert.Equal("tcp/50001", Open(verdict));
        Assert.Equal(EntranceKind.NatRule, verdict.Paths[0].Entrance.Kind);
        Assert.Equal(VerdictStatus.NotReachable, Behind(Balancer(PublicFrontend, rule.Replace("/nic/", "/other/", StringComparison.Ordinal), "inboundNatRules"), "", Rule(100, "Allow", "22")).Status);
    }

    [Theory]
    [InlineData(""" "loadBalancerBackendAddresses":[{"name":"x","properties":{"ipAddress":"10.0.0.4","virtualNetwork":{"id":"~Network/virtualNetworks/v"}}}] """, VerdictStatus.Reachable)]
    [InlineData(""" "loadBalancerBackendAddresses":[{"name":"x","properties":{"ipAddress":"10.0.0.4","virtualNetwork":{"id":"~Network/virtualNetworks/other"}}}] """, VerdictStatus.NotReachable)] // the same address elsewhere
    [InlineData(""" "loadBalancerBackendAddresses":[{"name":"x","properties":{"ipAddress":"10.0.0.4","adminState":"Down"}}] """, VerdictStatus.NotReachable)]
    [InlineData(""" "backendIPConfigurations":[{"id":"~Network/networkInterfaces/NIC/ipConfigurations/C"}] """, VerdictStatus.Reachable)] // in any case
    public void a_pool_may_name_its_members_itself(string pool, VerdictStatus status) =>
        Assert.Equal(status, Behind(Balancer(PublicFrontend, Rule80To8080(), pool: pool), "", Rule(100, "Allow", "8080")).Status);

    [Theory]
    [InlineData("null", "8080", "Tcp")]
    [InlineData("80", "70000", "Tcp")]
    [InlineData("80", "8080", "Quic")]
    public void a_rule_that_could_be_read_only_in_part_decides_nothing(string port, string backendPort, string protocol) => Assert.Equal(
        VerdictStatus.Unknown,
        Behind(Balancer(PublicFrontend, Lines(port, backendPort, protocol)), InPool, Rule(100, "Allow", "*", "*", "*")).Status);

    [Fact]
    public void a_load_balancer_that_was_not_read_is_unknown()
    {
        var verdict = Of(Vnet(HasGroup), Machine, Nic(InPool), SecurityGroup("nsg", Rule(100, "Allow", "8080")));
        Assert.Equal(VerdictStatus.Unknown, verdict.Status);
        Assert.Contains("loadbalancers/lb was not read", string.Join(' ', verdict.Paths[0].Missing), StringComparison.Ordinal);
    }

    [Fact]
    public void a_scale_set_is_reached_by_its_models_pools_nat_pools_and_addresses()
    {
        string Set(string configuration) => $$$$"""
            {"id":"~Compute/virtualMachineScaleSets/set","type":"Microsoft.Compute/virtualMachineScaleSets","sku":{"capacity":2},"properties":{"virtualMachineProfile":{"networkProfile":{"networkInterfaceConfigurations":[
             {"name":"nic","properties":{"primary":true,"ipConfigurations":[{"name":"c","properties":{"subnet":{"id":"~Network/virtualNetworks/v/subnets/a"}{{{{configuration}}}}}}]}}]}}} }
            """;
        var pool = """{"id":"~Network/loadBalancers/lb/inboundNatPools/ssh","properties":{"frontendIPConfiguration":{"id":"~Network/loadBalancers/lb/frontendIPConfigurations/f"},"protocol":"Tcp","frontendPortRangeStart":50000,"frontendPortRangeEnd":50119,"backendPort":22}}""";
        string Reached(string configuration, string balancer) => Open(
            Given(Vnet(HasGroup), Set(configuration), PublicAddress(), SecurityGroup("nsg", Rule(100, "Allow", "22", "0.0.0.0/0"), Rule(110, "Allow", "8080", "0.0.0.0/0")), balancer)
                .Find(Id("Compute/virtualMachineScaleSets/set"))!);
        Assert.Equal("tcp/80", Reached(InPool, Balancer(PublicFrontend, Rule80To8080())));
        Assert.Equal("tcp/50000-50119", Reached(""","loadBalancerInboundNatPools":[{"id":"~Network/loadBalancers/lb/inboundNatPools/ssh"}]""", Balancer(PublicFrontend, pool, "inboundNatPools")));
        Assert.Equal("tcp/22 tcp/8080", Reached(""","publicIPAddressConfiguration":{"name":"ip","sku":{"name":"Standard"}}""", Balancer(PrivateFrontend, "")));
    }
}
