using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Reachability.Aws;
using ExposurePipeline.Tests.Reachability.Azure;
using ExposurePipeline.Tests.Reachability.Gcp;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.BadInput;

/// <summary>Configuration that no cloud would accept, or of which a part is missing: a problem at the resource, an open verdict where it matters, all else as before.</summary>
public sealed class BadInputTests
{
    private static readonly string[] AzureMachine = [AzureWorld.Vnet(AzureWorld.HasGroup), AzureWorld.Machine, AzureWorld.Nic(AzureWorld.HasPublicAddress), AzureWorld.PublicAddress()];
    private static readonly string[] AwsMachine = [SmallVpc.Vpc, SmallVpc.Subnet, SmallVpc.Gateway, SmallVpc.RouteTable(SmallVpc.DefaultRoutes), SmallVpc.Acl(SmallVpc.AllowAll), SmallVpc.Machine()];
    private static readonly string[] GcpMachine = [GcpSamples.Instance(), GcpSamples.Firewall("other", GcpSamples.Allowed("tcp", "9999"))];

    /// <summary>A resource with something in it that cannot be understood, and a machine that depends on it. Port 22 is in question, port 23 is not.</summary>
    public static TheoryData<string, string, string[]> Unreadable { get; } = new()
    {
        { "an unparsable prefix", AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "22", "45.0.0.0/99")), AzureMachine },
        { "a protocol that does not exist", AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "22", protocol: "Warp")), AzureMachine },
        { "ports that are none", AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "22-x")), AzureMachine },
        { "an access that is none", AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Perhaps", "22")), AzureMachine },
        { "one priority for two rules", AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "22"), AzureWorld.Rule(100, "Deny", "22")), AzureMachine },
        { "an unparsable prefix", SmallVpc.Group("sg-1", """{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"45.0.0.0/99"}]}"""), AwsMachine },
        { "a protocol that does not exist", SmallVpc.Group("sg-1", """{"IpProtocol":"warp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}"""), AwsMachine },
        { "ports that are none", SmallVpc.Group("sg-1", """{"IpProtocol":"tcp","FromPort":22,"ToPort":99999,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}"""), AwsMachine },
        { "a field that nobody knows", SmallVpc.Group("sg-1", """{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"MoonPhases":["full"]}"""), AwsMachine },
        { "an unparsable prefix", GcpSamples.Firewall("ssh", GcpSamples.Allowed("tcp", "22"), "\"45.0.0.0/99\""), GcpMachine },
        { "a protocol that does not exist", GcpSamples.Firewall("ssh", GcpSamples.Allowed("warp", "22")), GcpMachine },
        { "ports that are none", GcpSamples.Firewall("ssh", GcpSamples.Allowed("tcp", "22-x")), GcpMachine },
        { "a direction that is none", GcpSamples.Firewall("ssh", GcpSamples.Allowed("tcp", "22")).Replace("INGRESS", "SIDEWAYS", StringComparison.Ordinal), GcpMachine },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public void what_cannot_be_understood_is_said_at_the_resource_and_leaves_its_dependants_open(string what, string body, string[] around)
    {
        var assessment = AzureWorld.Given([.. around, body, .. Elsewhere]);
        var resource = assessment.Estate.Find<Resource>(Clouds.Changes(AzureWorld.Parse(body)).Single().Id);
        Assert.True(resource is { Problems.Count: > 0 }, what);
        Assert.Equal(Unknown, Machine(assessment).At(Family.V4, Protocols.Tcp, 22));
        Assert.Equal(Reachable, assessment.Find(new(Cloud.Gcp, "//compute.googleapis.com/projects/q/zones/us-central1-a/instances/other"))!.Status);
    }

    /// <summary>Each names something that is nowhere.</summary>
    public static TheoryData<string, string[]> Dangling { get; } = new()
    {
        { "networksecuritygroups/nsg", AzureMachine },
        { "publicipaddresses/pip", [AzureWorld.Vnet(), .. AzureMachine[1..3]] },
        { "routetables/gone", [AzureWorld.Vnet(AzureWorld.HasGroup + ""","routeTable":{"id":"~Network/routeTables/gone"}"""), .. AzureMachine[1..], AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "22"))] },
        { "networkinterfaces/nic", [AzureWorld.Vnet(), AzureWorld.Machine] },
        { "virtualnetworks/v/subnets/a", [.. AzureMachine[1..]] },
        { "sg-1", AwsMachine },
        { "subnet-1", [SmallVpc.Vpc, SmallVpc.Gateway, SmallVpc.Group("sg-1", SmallVpc.SshFromAnywhere), SmallVpc.Machine()] },
        { "networks/net", [GcpSamples.Instance()] },
    };

    [Theory]
    [MemberData(nameof(Dangling))]
    public void a_reference_to_nothing_leaves_the_verdict_open_and_is_named(string named, string[] bodies)
    {
        var verdict = Machine(AzureWorld.Given(bodies));
        Assert.Equal(Unknown, verdict.Status);
        Assert.Contains(named, Explanation.Of(verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void a_priority_that_two_collections_of_a_firewall_share_decides_nothing_between_them()
    {
        string Collection(string name, string action) => $$"""
            {"name":"{{name}}","properties":{"priority":100,"action":{"type":"{{action}}"},"rules":[{"name":"n","protocols":["TCP"],"sourceAddresses":["*"],"destinationAddresses":["10.0.0.4"],"destinationPorts":["22"]}]} }
            """;
        var firewall = $$"""
            {"id":"~Network/azureFirewalls/fw","type":"Microsoft.Network/azureFirewalls","properties":{"networkRuleCollections":[{{Collection("yes", "Allow")}},{{Collection("no", "Deny")}}],
             "natRuleCollections":[{"name":"nat","properties":{"priority":100,"action":{"type":"Dnat"},"rules":[{"name":"ssh","protocols":["TCP"],"sourceAddresses":["*"],"destinationAddresses":["20.1.2.3"],"destinationPorts":["2222"],"translatedAddress":"10.0.0.4","translatedPort":"22"}]} }],
             "ipConfigurations":[{"name":"i","properties":{"privateIPAddress":"10.0.9.4","subnet":{"id":"~Network/virtualNetworks/v/subnets/gw"},"publicIPAddress":{"id":"~Network/publicIPAddresses/pip"} } }]} }
            """;
        var assessment = AzureWorld.Given(AzureWorld.Vnet(), AzureWorld.Machine, AzureWorld.Nic(), AzureWorld.PublicAddress(), firewall);
        Assert.Equal(Unknown, Machine(assessment).Status);
        Assert.NotEmpty(assessment.Estate.Find<Resource>(AzureWorld.Id("Network/azureFirewalls/fw"))!.Problems);
    }

    [Fact]
    public void a_number_that_two_entries_of_an_acl_share_decides_nothing_between_them()
    {
        var entries = SmallVpc.AllowAll.Replace("\"RuleNumber\":100,\"Protocol\":\"-1\",\"RuleAction\":\"allow\",\"Egress\":false", "\"RuleNumber\":100,\"Protocol\":\"-1\",\"RuleAction\":\"deny\",\"Egress\":false,\"CidrBlock\":\"0.0.0.0/0\"},{\"RuleNumber\":100,\"Protocol\":\"-1\",\"RuleAction\":\"allow\",\"Egress\":false", StringComparison.Ordinal);
        Assert.Equal(Unknown, SmallVpc.With(entries: entries).Verdict("i-1").Status);
    }

    [Fact]
    public void a_priority_that_two_rules_of_a_policy_share_decides_nothing_between_them()
    {
        string Rule(string action) => $$"""{"priority":100,"direction":"INGRESS","action":"{{action}}","match":{"srcIpRanges":["0.0.0.0/0"],"layer4Configs":[{"ipProtocol":"tcp","ports":["22"]}]} }""";
        var policy = GcpSamples.Of("global/firewallPolicies/p", $$""" "kind": "compute#firewallPolicy", "associations": [{ "attachmentTarget": "{{GcpSamples.Network}}" }], "rules": [{{Rule("allow")}}, {{Rule("deny")}}] """);
        var world = GcpWorld.Of(GcpSamples.Instance(), policy);
        Assert.Equal(Unknown, world.Verdict("vm").At(Family.V4, Protocols.Tcp, 22));
        Assert.Equal(NotReachable, world.Verdict("vm").At(Family.V4, Protocols.Tcp, 23));
        Assert.NotEmpty(world.Resources.SelectMany(static resource => resource.Problems));
    }

    [Fact]
    public void an_address_of_the_own_network_is_never_sought_in_a_peer_with_the_same_space()
    {
        var hub = """
            {"id":"~Network/virtualNetworks/hub","type":"Microsoft.Network/virtualNetworks","properties":{"addressSpace":{"addressPrefixes":["10.0.0.0/16"]},
             "subnets":[{"name":"AzureFirewallSubnet","id":"~Network/virtualNetworks/hub/subnets/AzureFirewallSubnet","properties":{"addressPrefixes":["10.0.8.0/26"]} }],
             "virtualNetworkPeerings":[{"name":"x","properties":{"peeringState":"Connected","remoteVirtualNetwork":{"id":"~Network/virtualNetworks/v"},"remoteAddressSpace":{"addressPrefixes":["10.0.0.0/16"]} } }]} }
            """;
        var firewall = """
            {"id":"~Network/azureFirewalls/fw","type":"Microsoft.Network/azureFirewalls","properties":{
             "natRuleCollections":[{"name":"nat","properties":{"priority":100,"action":{"type":"Dnat"},"rules":[{"name":"ssh","protocols":["TCP"],"sourceAddresses":["*"],"destinationAddresses":["20.1.2.3"],"destinationPorts":["2222"],"translatedAddress":"10.0.0.4","translatedPort":"22"}]} }],
             "ipConfigurations":[{"name":"i","properties":{"privateIPAddress":"10.0.8.4","subnet":{"id":"~Network/virtualNetworks/hub/subnets/AzureFirewallSubnet"},"publicIPAddress":{"id":"~Network/publicIPAddresses/pip"} } }]} }
            """;
        Assert.Equal(NotReachable, Machine(AzureWorld.Given(AzureWorld.Vnet(), AzureWorld.Machine, AzureWorld.Nic(), AzureWorld.PublicAddress(), hub, firewall)).Status);
    }

    /// <summary>Things that name each other in a ring; the verdict is that of what does not go round.</summary>
    public static TheoryData<string, string[], VerdictStatus> Rings { get; } = new()
    {
        { "groups that allow each other", [.. AwsMachine, SmallVpc.Group("sg-1", Members("sg-2")), SmallVpc.Group("sg-2", Members("sg-1"))], NotReachable },
        { "a group that allows itself", [.. AwsMachine, SmallVpc.Group("sg-1", Members("sg-1"))], NotReachable },
        { "gateways that are each other's backends", [.. AzureMachine, AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "22", "0.0.0.0/0")), Gateway("one", "10.0.9.10", "10.0.9.20"), Gateway("two", "10.0.9.20", "10.0.9.10")], Reachable },
        { "routes that lead back", [AzureWorld.Vnet(AzureWorld.HasGroup + ""","routeTable":{"id":"~Network/routeTables/rt"}"""), .. AzureMachine[1..], AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "22")), """{"id":"~Network/routeTables/rt","type":"Microsoft.Network/routeTables","properties":{"routes":[{"name":"d","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"VirtualAppliance","nextHopIpAddress":"10.0.0.4"} }]} }"""], NotReachable },
        { "a forwarding rule that is its own target", [GcpSamples.Instance(), GcpSamples.Firewall("ssh", GcpSamples.Allowed("tcp", "22")), GcpSamples.Of("global/forwardingRules/f", $$""" "target": "{{GcpSamples.Url("global/forwardingRules/f")}}", "loadBalancingScheme": "EXTERNAL", "IPProtocol": "TCP", "portRange": "80" """)], Reachable },
    };

    [Theory]
    [MemberData(nameof(Rings))]
    public void what_names_each_other_in_a_ring_comes_to_an_end(string what, string[] bodies, VerdictStatus expected)
    {
        Assert.NotEmpty(what);
        Assert.Equal(expected, Machine(AzureWorld.Given(bodies)).Status);
    }

    private static string[] Elsewhere { get; } =
        [.. new[] { GcpSamples.Instance("other"), GcpSamples.Firewall("web", GcpSamples.Allowed("tcp", "80")) }.Select(static body => body.Replace("projects/p/", "projects/q/", StringComparison.Ordinal))];

    private static string Members(string group) => $$"""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"UserIdGroupPairs":[{"GroupId":"{{group}}"}]}""";

    private static string Gateway(string name, string address, string backend) => $$"""
        {"id":"~Network/applicationGateways/{{name}}","type":"Microsoft.Network/applicationGateways","properties":{
         "gatewayIPConfigurations":[{"name":"i","properties":{"subnet":{"id":"~Network/virtualNetworks/v/subnets/gw"} } }],
         "frontendIPConfigurations":[{"id":"~Network/applicationGateways/{{name}}/frontendIPConfigurations/f","properties":{"privateIPAddress":"{{address}}","subnet":{"id":"~Network/virtualNetworks/v/subnets/gw"} } }],
         "frontendPorts":[{"id":"~Network/applicationGateways/{{name}}/frontendPorts/p","properties":{"port":80} }],
         "backendAddressPools":[{"id":"~Network/applicationGateways/{{name}}/backendAddressPools/p","properties":{"backendAddresses":[{"ipAddress":"{{backend}}"},{"ipAddress":"10.0.0.4"}]} }],
         "backendHttpSettingsCollection":[{"id":"~Network/applicationGateways/{{name}}/backendHttpSettingsCollection/s","properties":{"port":80,"protocol":"Http"} }],
         "httpListeners":[{"id":"~Network/applicationGateways/{{name}}/httpListeners/l","properties":{"frontendIPConfiguration":{"id":"~Network/applicationGateways/{{name}}/frontendIPConfigurations/f"},"frontendPort":{"id":"~Network/applicationGateways/{{name}}/frontendPorts/p"},"protocol":"Http"} }],
         "requestRoutingRules":[{"id":"~Network/applicationGateways/{{name}}/requestRoutingRules/r","properties":{"httpListener":{"id":"~Network/applicationGateways/{{name}}/httpListeners/l"},"backendAddressPool":{"id":"~Network/applicationGateways/{{name}}/backendAddressPools/p"},"backendHttpSettings":{"id":"~Network/applicationGateways/{{name}}/backendHttpSettingsCollection/s"} } }]} }
        """;

    private static Verdict Machine(Assessment assessment) =>
        assessment.Verdicts.Single(static verdict => verdict.Asset.Text.EndsWith("/vm", StringComparison.Ordinal) || verdict.Asset.Text == "i-1");
}
