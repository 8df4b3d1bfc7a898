using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Tests.Reachability.Aws;
using ExposurePipeline.Tests.Reachability.Azure;
using ExposurePipeline.Tests.Reachability.Gcp;
using ExposurePipeline.Tests.Reachability.Services;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability;

/// <summary>
/// The twenty rules of reachability that are most often got wrong, each with the smallest configuration that shows it, in its cloud's own form. The
/// twentieth is about devices: <c>when_a_packet_is_not_a_connection</c> in the tests of the device half.
/// </summary>
public sealed class SemanticsTests
{
    private const string Any = "0.0.0.0/0";
    private const string OpenAll = """{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[{"CidrIpv6":"::/0"}]}""";

    /// <summary>1. Azure: the subnet's group and the interface's must both allow, each in its own order of priorities.</summary>
    [Fact, Trait("Row", "1")]
    public void both_groups_must_allow_and_merging_them_into_one_list_would_be_wrong()
    {
        var (allow, deny) = (AzureWorld.Rule(100, "Allow", "22", Any), AzureWorld.Rule(200, "Deny", "22", Any));
        VerdictStatus With(string outer, string inner) => AzureWorld.Of(
            AzureWorld.Vnet(AzureWorld.HasGroup.Replace("/nsg", "/outer", StringComparison.Ordinal)), AzureWorld.Machine, AzureWorld.Nic(AzureWorld.HasPublicAddress, AzureWorld.HasGroup), AzureWorld.PublicAddress(),
            AzureWorld.SecurityGroup("outer", outer), AzureWorld.SecurityGroup("nsg", inner)).Status;
        Assert.Equal(Reachable, With(allow, allow));
        Assert.Equal(NotReachable, With(allow, deny)); // although 100 comes before 200
        Assert.Equal(NotReachable, With(deny, allow));
    }

    /// <summary>2. A deny takes away only what it covers; several together may cover everything; the answer is what is left.</summary>
    [Fact, Trait("Row", "2")]
    public void what_no_deny_covers_is_left_and_halves_together_cover_all()
    {
        Verdict With(params string[] denies) => GcpWorld.Of([GcpSamples.Instance(), GcpSamples.Firewall("web", GcpSamples.Allowed("tcp", "80-90")), .. denies]).Verdict("vm");
        string Deny(string name, string range, string port) => GcpSamples.Firewall(name, GcpSamples.Denied("tcp", port), $"\"{range}\"", 1);
        Assert.Equal("tcp/80-84 tcp/86-90", Open(With(Deny("one", Any, "85"))));
        Assert.Equal(Width.Narrow, With(Deny("low", "0.0.0.0/1", "0-65535"), Deny("high", "192.0.0.0/2", "0-65535"), Deny("most", "129.0.0.0/8", "0-65535"), Deny("more", "130.0.0.0/7", "0-65535"), Deny("rest", "132.0.0.0/6", "0-65535"), Deny("last", "136.0.0.0/5", "0-65535"), Deny("end", "144.0.0.0/4", "0-65535"), Deny("tail", "160.0.0.0/3", "0-65535")).WidthFor(GcpWorld.Internet)); // 128.0.0.0/8 is left
        Assert.Equal(NotReachable, With(Deny("low", "0.0.0.0/1", "0-65535"), Deny("high", "128.0.0.0/1", "0-65535")).Status);
    }

    /// <summary>3. Google Cloud: at the same priority deny wins; a disabled rule does nothing; the protocol <c>all</c> has no ports.</summary>
    [Fact, Trait("Row", "3")]
    public void deny_wins_ties_disabled_rules_do_nothing_and_all_has_no_ports()
    {
        string Reached(params string[] rules) => Open(GcpWorld.Of([GcpSamples.Instance(), .. rules]).Verdict("vm"));
        var (ssh, none) = (GcpSamples.Firewall("ssh", GcpSamples.Allowed("tcp", "22")), GcpSamples.Firewall("none", GcpSamples.Denied("tcp", "22")));
        Assert.Equal("", Reached(ssh, none));
        Assert.Equal("tcp/22", Reached(ssh, GcpSamples.Firewall("none", GcpSamples.Denied("tcp", "22"), more: ""","disabled":true""")));
        Assert.Equal("", Reached(GcpSamples.Firewall("ssh", GcpSamples.Allowed("tcp", "22"), more: ""","disabled":true""")));
        Assert.Equal("all", Reached(GcpSamples.Firewall("open", GcpSamples.Allowed("all"))));
    }

    /// <summary>4. A deny rule with 0.0.0.0/0 as its source is protection, not a finding.</summary>
    [Fact, Trait("Row", "4")]
    public void a_deny_from_everywhere_opens_nothing() =>
        Assert.Equal(NotReachable, GcpWorld.Of(GcpSamples.Instance(), GcpSamples.Firewall("kubelet", GcpSamples.Denied("tcp", "10255"))).Verdict("vm").Status);

    /// <summary>5. Azure: singular and plural fields, <c>*</c> as a port, <c>Any</c>, and tags in any case say the same.</summary>
    [Theory, Trait("Row", "5")]
    [InlineData(""" "protocol":"Tcp","sourceAddressPrefix":"*","destinationPortRange":"22" """, "tcp/22")]
    [InlineData(""" "protocol":"TCP","sourceAddressPrefixes":["Internet"],"destinationPortRanges":["22"] """, "tcp/22")]
    [InlineData(""" "protocol":"tcp","sourceAddressPrefix":"internet","destinationPortRange":"*" """, "tcp")]
    [InlineData(""" "protocol":"*","sourceAddressPrefix":"Any","destinationPortRange":"22-22" """, "tcp/22")]
    [InlineData(""" "protocol":"*","sourceAddressPrefix":"0.0.0.0/0","destinationPortRange":"","destinationPortRanges":["20-21","22"] """, "tcp/20-22")]
    public void every_spelling_of_a_rule_is_understood(string fields, string open)
    {
        var rule = $$"""{"name":"r","properties":{"priority":100,"access":"Allow","direction":"Inbound","sourcePortRange":"*","destinationAddressPrefix":"*",{{fields}} } }""";
        var verdict = AzureWorld.Of(AzureWorld.Vnet(AzureWorld.HasGroup), AzureWorld.Machine, AzureWorld.Nic(AzureWorld.HasPublicAddress), AzureWorld.PublicAddress(), AzureWorld.SecurityGroup("nsg", rule));
        Assert.Equal(open, string.Join(' ', verdict.Reach.Certain.Intersect(FlowSet.Of(Protocols.Tcp, NumberRange.AllPorts)).Boxes));
    }

    /// <summary>6. The internet is a set of addresses, not the text 0.0.0.0/0: halves, prefix lists and unions of ranges come to the same.</summary>
    [Fact, Trait("Row", "6")]
    public void halves_prefix_lists_and_unions_are_the_internet_as_well()
    {
        Width? Group(string sources, params string[] more) => SmallVpc.With($$"""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,{{sources}} }""", more: more).Verdict("i-1").WidthFor(AwsEstate.Internet);
        Assert.Equal(Width.Wide, Group(""" "IpRanges":[{"CidrIp":"0.0.0.0/1"},{"CidrIp":"128.0.0.0/1"}] """));
        Assert.Equal(Width.Wide, Group(""" "PrefixListIds":[{"PrefixListId":"pl-1"}] """, """{"PrefixLists":[{"PrefixListId":"pl-1","PrefixListName":"x","Cidrs":["0.0.0.0/2","64.0.0.0/2","128.0.0.0/1"]}]}"""));
        Assert.Equal(Width.Wide, Sql(("0.0.0.0", "100.0.0.0"), ("100.0.0.1", "200.0.0.0"), ("200.0.0.1", "255.255.255.255")).WidthFor(Cases.Internet));
    }

    /// <summary>7. Each address family for itself: its own address, its own route, its own rule.</summary>
    [Fact, Trait("Row", "7")]
    public void a_family_needs_its_own_address_route_and_rule()
    {
        const string V4Route = """{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"}""";
        var both = SmallVpc.Machine(v6: """{"Ipv6Address":"2600:1f18::10"}""");
        string Reached(string rules, string routes, string machine) => string.Join(' ', SmallVpc.With(rules, routes: routes, machine: machine).Open("i-1"));
        Assert.Equal("tcp/22", Reached(SmallVpc.SshFromAnywhere, SmallVpc.DefaultRoutes, both)); // the rule is of IPv4
        Assert.Equal("all", Reached(OpenAll, V4Route, both)); // the route is
        Assert.Equal("all", Reached(OpenAll, SmallVpc.DefaultRoutes, SmallVpc.Machine())); // the address is
        Assert.Equal("all v6 all", Reached(OpenAll, SmallVpc.DefaultRoutes, both));
    }

    /// <summary>
    /// 8. Behind a load balancer: a public frontend, a listener, the load balancer's own filter, a rule that leads to this pool, and the target's filter on
    /// its own port, for the source that the target sees.
    /// </summary>
    [Theory, Trait("Row", "8")]
    [InlineData(Balanced.FromBalancer, Balanced.Https, true, Reachable)]
    [InlineData(Balanced.FromBalancer, "", true, NotReachable)] // the load balancer's filter
    [InlineData(Balanced.FromBalancer, Balanced.Https, false, NotReachable)] // no listener leads here
    [InlineData(Balanced.Https, Balanced.Https, true, NotReachable)] // the listener's port is not the target's
    [InlineData("""{"IpProtocol":"tcp","FromPort":8080,"ToPort":8080,"IpRanges":[{"CidrIp":"8.0.0.0/8"}]}""", Balanced.Https, true, NotReachable)] // it sees the load balancer, not the client
    public void every_step_through_a_load_balancer_counts(string targetRules, string balancerRules, bool forwards, VerdictStatus expected)
    {
        var listener = forwards ? Balanced.Forwards() : Balanced.Forwards().Replace($"\"TargetGroupArn\":\"{Balanced.Targets}\"", "\"FixedResponseConfig\":{}", StringComparison.Ordinal);
        Assert.Equal(expected, AwsEstate.Of([.. Balanced.Around(targetRules, balancerRules), Balanced.Balancer(), listener, Balanced.Group(), Balanced.Registered()]).Verdict("i-2").Status);
    }

    /// <summary>9. An internal load balancer and the address of a NAT gateway are no entrances.</summary>
    [Fact, Trait("Row", "9")]
    public void internal_load_balancers_and_nat_gateways_let_nobody_in()
    {
        Assert.Equal(NotReachable, AwsEstate.Of([.. Balanced.Around(Balanced.FromAnywhere), Balanced.Balancer(scheme: "internal"), Balanced.Forwards(), Balanced.Group(), Balanced.Registered()]).Verdict("i-2").Status);
        Assert.Equal(NotReachable, AwsEstate.Of("""{"NatGateways":[{"NatGatewayId":"nat-1","VpcId":"vpc-1","SubnetId":"subnet-1","State":"available","NatGatewayAddresses":[{"PublicIp":"52.0.0.9"}]}]}""").Verdict("nat-1").Status);
    }

    /// <summary>10. A route counts while it is active, where it leads to an internet gateway, by the longest prefix, in the main table of this VPC.</summary>
    [Theory, Trait("Row", "10")]
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"}""", Reachable)]
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"blackhole"}""", NotReachable)]
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"},{"DestinationCidrBlock":"0.0.0.0/1","NatGatewayId":"nat-1","State":"active"},{"DestinationCidrBlock":"128.0.0.0/1","NatGatewayId":"nat-1","State":"active"}""", NotReachable)]
    [InlineData("", NotReachable)] // another VPC's main table, which is there too, decides nothing
    public void the_route_that_decides_is_active_longest_and_of_this_vpc(string routes, VerdictStatus expected) =>
        Assert.Equal(expected, SmallVpc.With(routes: routes, more: SmallVpc.RouteTable(SmallVpc.DefaultRoutes, "rtb-other", vpc: "vpc-other")).Verdict("i-1").Status);

    /// <summary>11. Without an external address nothing is exposed directly, however open the rules.</summary>
    [Fact, Trait("Row", "11")]
    public void no_external_address_no_direct_exposure_in_any_cloud()
    {
        Assert.Equal(NotReachable, SmallVpc.With(OpenAll, machine: SmallVpc.Machine(association: "")).Verdict("i-1").Status);
        Assert.Equal(NotReachable, GcpWorld.Of(GcpSamples.Instance(natIp: null), GcpSamples.Firewall("open", GcpSamples.Allowed("all"))).Verdict("vm").Status);
        Assert.Equal(NotReachable, AzureWorld.Of(AzureWorld.Vnet(AzureWorld.HasGroup), AzureWorld.Machine, AzureWorld.Nic(), AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "*", "*", "*"))).Status);
    }

    /// <summary>12. Azure: without a group a Standard address is closed and a Basic one open; a deallocated machine has no address.</summary>
    [Theory, Trait("Row", "12")]
    [InlineData("Standard", "20.1.2.3", NotReachable)]
    [InlineData("Basic", "20.1.2.3", Reachable)]
    [InlineData("Basic", null, NotReachable)]
    public void without_a_group_the_sku_decides_and_without_an_address_nothing_arrives(string sku, string? address, VerdictStatus expected) =>
        Assert.Equal(expected, AzureWorld.Of(AzureWorld.Vnet(), AzureWorld.Machine, AzureWorld.Nic(AzureWorld.HasPublicAddress), AzureWorld.PublicAddress(address, sku)).Status);

    /// <summary>13. An explicit deny network rule beats what a firewall's DNAT rule allows by itself; that a firewall is there proves nothing.</summary>
    [Theory, Trait("Row", "13")]
    [InlineData("", Reachable)]
    [InlineData("""{"name":"no","properties":{"priority":900,"action":{"type":"Deny"},"rules":[{"name":"n","protocols":["Any"],"sourceAddresses":["*"],"destinationAddresses":["10.0.0.4"],"destinationPorts":["22"]}]}}""", NotReachable)]
    public void a_deny_of_the_translated_packet_beats_the_implicit_allow_of_dnat(string network, VerdictStatus expected) => Assert.Equal(expected, AzureWorld.Of(
        AzureWorld.Vnet(), AzureWorld.Machine, AzureWorld.Nic(), AzureWorld.PublicAddress(), $$"""
        {"id":"~Network/azureFirewalls/fw","type":"Microsoft.Network/azureFirewalls","properties":{"networkRuleCollections":[{{network}}],
         "natRuleCollections":[{"name":"nat","properties":{"priority":100,"action":{"type":"Dnat"},"rules":[{"name":"ssh","protocols":["TCP"],"sourceAddresses":["*"],"destinationAddresses":["20.1.2.3"],"destinationPorts":["2222"],"translatedAddress":"10.0.0.4","translatedPort":"22"}]} }],
         "ipConfigurations":[{"name":"i","properties":{"privateIPAddress":"10.0.9.4","subnet":{"id":"~Network/virtualNetworks/v/subnets/gw"},"publicIPAddress":{"id":"~Network/publicIPAddresses/pip"} } }]} }
        """).Status);

    /// <summary>14. The SQL rule 0.0.0.0 to 0.0.0.0 stands for Azure's services, not for the internet; an authorised network that has ended is inert.</summary>
    [Fact, Trait("Row", "14")]
    public void the_rule_for_azure_and_an_ended_authorisation_let_no_stranger_in()
    {
        VerdictStatus Until(string time) => Cases.Judge(Cases.GcpBody("sqladmin.googleapis.com/Instance", "//cloudsql.googleapis.com/projects/p/instances/db", $$"""
            {"databaseVersion":"MYSQL_8_0","settings":{"ipConfiguration":{"ipv4Enabled":true,"authorizedNetworks":[{"value":"0.0.0.0/0","expirationTime":"{{time}}"}]} } }
            """)).Status;
        Assert.Equal(NotReachable, Sql(("0.0.0.0", "0.0.0.0")).Status);
        Assert.Equal((NotReachable, Reachable), (Until("2020-01-01T00:00:00Z"), Until("2100-01-01T00:00:00Z")));
    }

    /// <summary>15. An allow list before a Kubernetes control plane makes it narrow, not safe.</summary>
    [Fact, Trait("Row", "15")]
    public void an_allow_list_makes_a_control_plane_narrow()
    {
        var verdict = Cases.Judge(Cases.AwsBody("AWS::EKS::Cluster", "arn:aws:eks:eu-west-1:1:cluster/c", """{"name":"c","resourcesVpcConfig":{"endpointPublicAccess":true,"publicAccessCidrs":["45.9.0.0/16"]} }"""));
        Assert.Equal((Reachable, Width.Narrow), (verdict.Status, verdict.WidthFor(Cases.Internet)));
    }

    /// <summary>16. What was not read, or only in part, makes the verdict unknown: neither reachable nor closed.</summary>
    [Fact, Trait("Row", "16")]
    public void unread_is_unknown()
    {
        Assert.Equal(Unknown, AzureWorld.Of(AzureWorld.Vnet(AzureWorld.HasGroup), AzureWorld.Machine, AzureWorld.Nic(AzureWorld.HasPublicAddress), AzureWorld.PublicAddress()).Status);
        Assert.Equal(Unknown, AwsEstate.Of(SmallVpc.Vpc, SmallVpc.Machine()).Verdict("i-1").Status);
        Assert.Equal(Unknown, AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), Balanced.Balancer()]).Verdict("web").Status); // its listeners
    }

    /// <summary>17. That the network reaches storage, and that anyone may read from it, are two facts.</summary>
    [Theory, Trait("Row", "17")]
    [InlineData("Allow", "true", Reachable, PublicAccess.Yes)]
    [InlineData("Allow", "false", Reachable, PublicAccess.No)]
    [InlineData("Deny", "true", NotReachable, PublicAccess.Yes)]
    public void exposed_and_public_are_told_apart(string action, string anonymous, VerdictStatus reached, PublicAccess access)
    {
        const string Account = $"{AzureWorld.Group}Storage/storageAccounts/a";
        var verdict = Cases.Judge(
            Cases.AzureBody("Microsoft.Storage/storageAccounts", Account, $$"""{"properties":{"allowBlobPublicAccess":{{anonymous}},"networkAcls":{"defaultAction":"{{action}}","ipRules":[]} } }"""),
            Cases.AzureBody("Microsoft.Storage/storageAccounts/blobServices/containers", $"{Account}/blobServices/default/containers/c", """{"properties":{"publicAccess":"Blob"} }"""));
        Assert.Equal((reached, access), (verdict.Status, verdict.Access));
    }

    /// <summary>18. A source that is not private is not therefore the internet: the organisation's own ranges are none, 172.0.0.0/8 is mostly.</summary>
    [Theory, Trait("Row", "18")]
    [InlineData("203.0.114.0/24", NotReachable)] // the organisation's own
    [InlineData("100.64.0.0/10", NotReachable)] // carrier-grade NAT
    [InlineData("172.16.0.0/12", NotReachable)]
    [InlineData("172.32.0.0/11", Reachable)]
    public void own_ranges_and_shared_address_space_are_not_the_internet(string source, VerdictStatus expected)
    {
        Assert.True(IpRange.TryParse("203.0.114.0/24", out var own));
        var internet = InternetSources.Of(ExposurePolicy.Default with { OwnRanges = [own] });
        var estate = SmallVpc.With($$"""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"{{source}}"}]}""");
        Assert.Equal(expected, AssetKinds.Analyse(estate.Named("i-1"), estate.Resources, DateTimeOffset.UnixEpoch, internet)!.Status);
    }

    /// <summary>19. A rule for ICMP opens no port, whatever its numbers look like.</summary>
    [Theory, Trait("Row", "19")]
    [InlineData(8, "icmp/8")]
    [InlineData(-1, "icmp")]
    public void a_rule_for_icmp_opens_no_port(int type, string open)
    {
        var estate = SmallVpc.With($$"""{"IpProtocol":"icmp","FromPort":{{type}},"ToPort":-1,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""");
        Assert.StartsWith(open, string.Join(' ', estate.Open("i-1")), StringComparison.Ordinal);
        Assert.All([8, 22, 443], port => Assert.Equal(NotReachable, estate.Tcp("i-1", port)));
    }

    private static string Open(Verdict verdict) => string.Join(' ', verdict.Reach.Certain.Only(Family.V4).Boxes);

    private static Verdict Sql(params (string First, string Last)[] rules)
    {
        const string Server = $"{AzureWorld.Group}Sql/servers/db";
        return Cases.Judge(
        [
            Cases.AzureBody("Microsoft.Sql/servers", Server, """{"properties":{"publicNetworkAccess":"Enabled"} }"""),
            .. rules.Select((rule, index) => Cases.AzureBody("Microsoft.Sql/servers/firewallRules", $"{Server}/firewallRules/r{index}", $$"""{"properties":{"startIpAddress":"{{rule.First}}","endIpAddress":"{{rule.Last}}"} }""")),
        ]);
    }
}
