using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Azure.AzureWorld;

namespace ExposurePipeline.Tests.Reachability.Azure;

public sealed class GatewayTests
{
    private const string PublicFrontend = """ "publicIPAddress":{"id":"~Network/publicIPAddresses/pip"} """;
    private const string PrivateFrontend = """ "privateIPAddress":"10.0.9.10","subnet":{"id":"~Network/virtualNetworks/v/subnets/gw"} """;
    private const string ByAddress = """ "backendAddresses":[{"ipAddress":"10.0.0.4"}] """;

    private static string Gateway(string frontend = PublicFrontend, string pool = ByAddress, string more = "", string rule = """ "backendAddressPool":{"id":"~Network/applicationGateways/g/backendAddressPools/p"},"backendHttpSettings":{"id":"~Network/applicationGateways/g/backendHttpSettingsCollection/s"} """) => $$$$"""
        {"id":"~Network/applicationGateways/g","type":"Microsoft.Network/applicationGateways","properties":{{{{{more}}}}
         "gatewayIPConfigurations":[{"name":"i","properties":{"subnet":{"id":"~Network/virtualNetworks/v/subnets/gw"}}}],
         "frontendIPConfigurations":[{"id":"~Network/applicationGateways/g/frontendIPConfigurations/f","properties":{ {{{{frontend}}}} }}],
         "frontendPorts":[{"id":"~Network/applicationGateways/g/frontendPorts/443","properties":{"port":443}}],
         "backendAddressPools":[{"id":"~Network/applicationGateways/g/backendAddressPools/p","properties":{ {{{{pool}}}} }}],
         "backendHttpSettingsCollection":[{"id":"~Network/applicationGateways/g/backendHttpSettingsCollection/s","properties":{"port":8080,"protocol":"Http"}}],
         "urlPathMaps":[{"id":"~Network/applicationGateways/g/urlPathMaps/m","properties":{"pathRules":[{"name":"api","properties":{
           "backendAddressPool":{"id":"~Network/applicationGateways/g/backendAddressPools/p"},"backendHttpSettings":{"id":"~Network/applicationGateways/g/backendHttpSettingsCollection/s"}}}]}}],
         "httpListeners":[{"id":"~Network/applicationGateways/g/httpListeners/l","properties":{"frontendIPConfiguration":{"id":"~Network/applicationGateways/g/frontendIPConfigurations/f"},"frontendPort":{"id":"~Network/applicationGateways/g/frontendPorts/443"},"protocol":"Https"}}],
         "requestRoutingRules":[{"id":"~Network/applicationGateways/g/requestRoutingRules/r","properties":{"ruleType":"Basic","httpListener":{"id":"~Network/applicationGateways/g/httpListeners/l"},{{{{rule}}}}}}]}}
        """;

    private static string VnetWithGuardedGateway => Vnet(HasGroup).Replace("\"addressPrefix\":\"10.0.9.0/24\"", """ "addressPrefix":"10.0.9.0/24","networkSecurityGroup":{"id":"~Network/networkSecurityGroups/outer"} """, StringComparison.Ordinal);

    private static string Reached(string gateway, string configuration, params string[] rules) =>
        Open(Of(Vnet(HasGroup), Machine, Nic(configuration), PublicAddress(), SecurityGroup("nsg", rules), gateway));

    [Fact]
    public void the_backend_sees_the_gateways_subnet_so_a_deny_of_the_internet_does_not_help() =>
        Assert.Equal("tcp/443", Reached(Gateway(), "", Rule(100, "Deny", "*", "Internet", "*")));

    [Fact]
    public void a_deny_of_the_gateways_subnet_at_the_backend_port_closes_it()
    {
        Assert.Equal("", Reached(Gateway(), "", Rule(100, "Deny", "8080", "10.0.9.0/24")));
        Assert.Equal("tcp/443", Reached(Gateway(), "", Rule(100, "Deny", "443", "10.0.9.0/24"))); // the listener's port is not the backend's
    }

    [Theory]
    [InlineData("443", "tcp/443")]
    [InlineData("65200-65535", "")] // the platform's management ports lead to no backend
    public void the_gateways_subnet_must_allow_the_listeners_port(string ports, string open) => Assert.Equal(open, Open(Of(
        VnetWithGuardedGateway, Machine, Nic(), PublicAddress(), SecurityGroup("nsg"), SecurityGroup("outer", Rule(100, "Allow", ports, "0.0.0.0/0")), Gateway())));

    [Fact]
    public void a_narrow_rule_of_the_gateways_subnet_makes_it_narrow() => Assert.Equal(Width.Narrow, Of(
        VnetWithGuardedGateway, Machine, Nic(), PublicAddress(), SecurityGroup("nsg"), SecurityGroup("outer", Rule(100, "Allow", "443", "20.0.0.0/16")), Gateway()).WidthFor(Internet));

    [Fact]
    public void a_member_may_name_the_pool_and_a_rule_may_go_by_path()
    {
        const string InPool = ""","applicationGatewayBackendAddressPools":[{"id":"~Network/applicationGateways/g/backendAddressPools/p"}]""";
        Assert.Equal("tcp/443", Reached(Gateway(pool: ""), InPool));
        Assert.Equal("tcp/443", Reached(Gateway(rule: """ "urlPathMap":{"id":"~Network/applicationGateways/g/urlPathMaps/m"} """), ""));
        Assert.Equal("", Reached(Gateway(rule: """ "redirectConfiguration":{"id":"~Network/applicationGateways/g/redirectConfigurations/m"} """), ""));
    }

    [Fact]
    public void a_backend_that_only_dns_knows_is_said_at_the_gateway()
    {
        var gateway = Clouds.Read(Assert.Single(Clouds.Changes(Parse(Gateway(pool: """ "backendAddresses":[{"fqdn":"app.internal.example"},{"ipAddress":"10.0.0.4"}] """)))))!;
        Assert.Contains("app.internal.example", Assert.Single(gateway.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public void a_private_frontend_or_a_stopped_gateway_is_no_entrance()
    {
        Assert.Equal("", Reached(Gateway(PrivateFrontend), ""));
        Assert.Equal("", Reached(Gateway(more: """ "operationalState":"Stopped", """), ""));
    }

    [Fact]
    public void a_gateway_that_was_not_read_is_unknown() => Assert.Equal(
        VerdictStatus.Unknown,
        Of(Vnet(HasGroup), Machine, Nic(""","applicationGatewayBackendAddressPools":[{"id":"~Network/applicationGateways/g/backendAddressPools/p"}]"""), SecurityGroup("nsg")).Status);

    [Fact]
    public void a_default_route_of_the_backend_does_not_matter_to_it()
    {
        var table = """{"id":"~Network/routeTables/rt","type":"Microsoft.Network/routeTables","properties":{"routes":[{"name":"d","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance"}}]}}""";
        Assert.Equal("tcp/443", Open(Of(Vnet(""","routeTable":{"id":"~Network/routeTables/rt"}"""), Machine, Nic(), PublicAddress(), table, Gateway())));
    }

    [Fact]
    public void a_private_frontend_may_be_where_a_firewall_leads_to()
    {
        const string Firewall = """
            {"id":"~Network/azureFirewalls/fw","type":"Microsoft.Network/azureFirewalls","properties":{
             "ipConfigurations":[{"name":"i","properties":{"privateIPAddress":"10.0.9.4","subnet":{"id":"~Network/virtualNetworks/v/subnets/gw"},"publicIPAddress":{"id":"~Network/publicIPAddresses/pip"}}}],
             "natRuleCollections":[{"name":"n","properties":{"priority":100,"action":{"type":"Dnat"},"rules":[{"name":"web","protocols":["TCP"],"sourceAddresses":["*"],"destinationAddresses":["20.1.2.3"],"destinationPorts":["8443"],"translatedAddress":"10.0.9.10","translatedPort":"443"}]}}]}}
            """;
        Assert.Equal("tcp/8443", Open(Of(Vnet(HasGroup), Machine, Nic(), PublicAddress(), SecurityGroup("nsg"), Gateway(PrivateFrontend), Firewall)));
    }
}
