using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.Aws;

public sealed class DirectWayTests
{
    private const string V6 = """{"Ipv6Address":"2600:1f18::10"}""";

    [Fact]
    public void a_public_address_an_open_route_and_an_open_group_reach_a_machine() => Assert.Equal(["tcp/22"], SmallVpc.With().Open("i-1"));

    // Row 11: no external address, no direct exposure.
    [Fact]
    public void no_public_address_no_direct_exposure()
    {
        var verdict = SmallVpc.With(machine: SmallVpc.Machine(association: "")).Verdict("i-1");
        Assert.Equal(NotReachable, verdict.Status);
        Assert.Equal("it has no public address", Assert.Single(verdict.Paths).Block?.Hop.Reason);
    }

    // Row 10: an active route, to an internet gateway, by the longest prefix, of this VPC's main table.
    [Theory]
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"}""", Reachable)]
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"blackhole"}""", NotReachable)] // the gateway is gone
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","NatGatewayId":"nat-1","State":"active"}""", NotReachable)] // lets out, not in
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"vgw-1","State":"active"}""", NotReachable)]
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"},{"DestinationCidrBlock":"0.0.0.0/1","TransitGatewayId":"tgw-1","State":"active"},{"DestinationCidrBlock":"128.0.0.0/1","TransitGatewayId":"tgw-1","State":"active"}""", NotReachable)] // two halves are longer
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/1","GatewayId":"igw-1","State":"active"},{"DestinationCidrBlock":"128.0.0.0/1","GatewayId":"igw-1","State":"active"}""", Reachable)] // and no 0.0.0.0/0 at all
    [InlineData("""{"DestinationIpv6CidrBlock":"::/0","GatewayId":"igw-1","State":"active"}""", NotReachable)] // the other family
    [InlineData("""{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-2","State":"active"}""", Reachable)] // not read, but told to be active
    [InlineData("", NotReachable)]
    public void the_longest_active_route_must_lead_to_an_internet_gateway(string routes, VerdictStatus expected) =>
        Assert.Equal(expected, SmallVpc.With(routes: routes).Verdict("i-1").Status);

    [Fact]
    public void the_main_table_of_another_vpc_decides_nothing()
    {
        var estate = SmallVpc.With(routes: "", more: SmallVpc.RouteTable(SmallVpc.DefaultRoutes, "rtb-9", vpc: "vpc-9"));
        Assert.Equal(NotReachable, estate.Verdict("i-1").Status);
    }

    [Fact]
    public void a_table_associated_with_the_subnet_comes_before_the_main_table()
    {
        var estate = SmallVpc.With(more: SmallVpc.RouteTable("", "rtb-2", """{"Main":false,"SubnetId":"subnet-1"}"""));
        Assert.Equal(NotReachable, estate.Verdict("i-1").Status);
    }

    [Fact]
    public void a_gateway_that_is_attached_to_nothing_lets_nobody_in()
    {
        var estate = SmallVpc.With(more: """{"InternetGateways":[{"InternetGatewayId":"igw-1","Attachments":[]}]}""");
        Assert.Equal(NotReachable, estate.Verdict("i-1").Status);
    }

    [Fact]
    public void a_gateway_whose_own_table_sends_traffic_to_a_firewall_leaves_the_verdict_open()
    {
        var ingress = SmallVpc.RouteTable("""{"DestinationCidrBlock":"10.0.0.0/24","GatewayId":"vpce-1","State":"active"}""", "rtb-2", """{"Main":false,"GatewayId":"igw-1"}""");
        var verdict = SmallVpc.With(more: ingress).Verdict("i-1");
        Assert.Equal(Unknown, verdict.Status);
        Assert.Contains("vpce-1", string.Join(' ', verdict.Paths.SelectMany(static path => path.Missing)), StringComparison.Ordinal);
    }

    [Fact]
    public void block_public_access_keeps_the_internet_out()
    {
        var subnet = """{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24","BlockPublicAccessStates":{"InternetGatewayBlockMode":"block-ingress"}}]}""";
        Assert.Equal(NotReachable, SmallVpc.With(more: subnet).Verdict("i-1").Status);
    }

    // Row 7: IPv6 has its own address, its own route, its own rule, its own entry of the ACL.
    [Theory]
    [InlineData("::/0", SmallVpc.DefaultRoutes, SmallVpc.AllowAll, V6, Reachable)]
    [InlineData("0.0.0.0/0", SmallVpc.DefaultRoutes, SmallVpc.AllowAll, V6, NotReachable)] // rule of the other family
    [InlineData("::/0", """{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"}""", SmallVpc.AllowAll, V6, NotReachable)]
    [InlineData("::/0", """{"DestinationIpv6CidrBlock":"::/0","EgressOnlyInternetGatewayId":"eigw-1","State":"active"}""", SmallVpc.AllowAll, V6, NotReachable)] // out only
    [InlineData("::/0", SmallVpc.DefaultRoutes, """{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0"}""", V6, NotReachable)]
    [InlineData("::/0", SmallVpc.DefaultRoutes, SmallVpc.AllowAll, "", NotReachable)] // no address
    [InlineData("::/0", SmallVpc.DefaultRoutes, SmallVpc.AllowAll, """{"Ipv6Address":"fd00:ec2::10"}""", NotReachable)] // a private one
    public void ipv6_needs_its_own_address_route_rule_and_entry(string block, string routes, string entries, string address, VerdictStatus expected)
    {
        var rules = $$$"""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"{{{(block.Contains(':', StringComparison.Ordinal) ? "Ipv6Ranges" : "IpRanges")}}}":[{"{{{(block.Contains(':', StringComparison.Ordinal) ? "CidrIpv6" : "CidrIp")}}}":"{{{block}}}"}]}""";
        Assert.Equal(expected, SmallVpc.With(rules, entries, routes, SmallVpc.Machine(v6: address)).Tcp("i-1", 22, Family.V6));
    }

    [Theory]
    [InlineData("stopped", "amazon", NotReachable)] // an address of Amazon's pool is given back
    [InlineData("stopped", "123456789012", Reachable)] // an Elastic IP address stays
    [InlineData("terminated", "123456789012", NotReachable)]
    public void a_machine_that_stopped_keeps_only_elastic_addresses(string state, string owner, VerdictStatus expected)
    {
        var association = $$$""" "Association":{"PublicIp":"52.0.0.1","IpOwnerId":"{{{owner}}}"},""";
        Assert.Equal(expected, SmallVpc.With(machine: SmallVpc.Machine(association, state)).Verdict("i-1").Status);
    }

    [Fact]
    public void every_address_of_every_interface_is_a_door_of_its_own()
    {
        var second = """
            {"NetworkInterfaces":[{"NetworkInterfaceId":"eni-2","VpcId":"vpc-1","SubnetId":"subnet-1","Groups":[{"GroupId":"sg-1"}],"Attachment":{"InstanceId":"i-1","DeviceIndex":1},
              "PrivateIpAddresses":[{"PrivateIpAddress":"10.0.0.20","Primary":true,"Association":{"PublicIp":"52.0.0.2"}},{"PrivateIpAddress":"10.0.0.21","Primary":false,"Association":{"PublicIp":"52.0.0.3"}}]}]}
            """;
        Assert.Equal(["52.0.0.1", "52.0.0.2", "52.0.0.3"], SmallVpc.With(more: second).Verdict("i-1").Paths.Select(static path => path.Entrance.Address).Order());
    }

    // Row 16: what was not read is not closed.
    [Theory]
    [InlineData("sg-1")]
    [InlineData("acl-1")]
    [InlineData("rtb-1")]
    public void what_was_not_read_leaves_the_verdict_open_and_is_named(string absent)
    {
        string[] parts = [SmallVpc.RouteTable(SmallVpc.DefaultRoutes), SmallVpc.Acl(SmallVpc.AllowAll), SmallVpc.Group("sg-1", SmallVpc.SshFromAnywhere)];
        var verdict = AwsEstate.Of([SmallVpc.Vpc, SmallVpc.Subnet, SmallVpc.Machine(), .. parts.Where(part => !part.Contains($"\"{absent}\"", StringComparison.Ordinal))]).Verdict("i-1");
        Assert.Equal(Unknown, verdict.Status);
        Assert.NotEmpty(verdict.Paths.SelectMany(static path => path.Missing));
    }

    [Fact]
    public void copies_that_contradict_each_other_leave_the_verdict_open()
    {
        var withoutAddress = """{"NetworkInterfaces":[{"NetworkInterfaceId":"eni-1","VpcId":"vpc-1","SubnetId":"subnet-1","Groups":[{"GroupId":"sg-1"}],"Attachment":{"InstanceId":"i-1"},"PrivateIpAddresses":[{"PrivateIpAddress":"10.0.0.10"}]}]}""";
        Assert.Equal(Unknown, SmallVpc.With(more: withoutAddress).Verdict("i-1").Status);
        Assert.Equal(Unknown, SmallVpc.With(more: SmallVpc.RouteTable(SmallVpc.DefaultRoutes, "rtb-2")).Verdict("i-1").Status);
    }

    [Fact]
    public void an_elastic_address_that_its_interface_does_not_know_of_leaves_the_verdict_open()
    {
        var address = """{"Addresses":[{"AllocationId":"eipalloc-1","PublicIp":"52.0.0.9","NetworkInterfaceId":"eni-1"}]}""";
        Assert.Equal(Unknown, SmallVpc.With(machine: SmallVpc.Machine(association: ""), more: address).Verdict("i-1").Status);
    }

    [Fact]
    public void a_default_vpc_is_as_aws_documents_it_until_something_of_it_is_read()
    {
        string[] parts = [SmallVpc.Vpc.Replace("false", "true", StringComparison.Ordinal), SmallVpc.Subnet.Replace("false", "true", StringComparison.Ordinal), SmallVpc.Group("sg-1", SmallVpc.SshFromAnywhere), SmallVpc.Machine()];
        Assert.Equal(Reachable, AwsEstate.Of(parts).Verdict("i-1").Status);
        Assert.Equal(NotReachable, AwsEstate.Of([.. parts, SmallVpc.RouteTable("")]).Verdict("i-1").Status);
    }

    [Fact]
    public void answers_through_the_firewall_that_the_gateway_sends_traffic_to_leave_the_verdict_open()
    {
        const string ToFirewall = """{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"vpce-1","State":"active"}""";
        var ingress = SmallVpc.RouteTable("""{"DestinationCidrBlock":"10.0.0.0/24","GatewayId":"vpce-1","State":"active"}""", "rtb-2", """{"Main":false,"GatewayId":"igw-1"}""");
        Assert.Equal(Unknown, SmallVpc.With(routes: ToFirewall, more: ingress).Verdict("i-1").Status);
        Assert.Equal(NotReachable, SmallVpc.With(routes: ToFirewall).Verdict("i-1").Status);
    }

    // Row 9: a NAT gateway's public address is no way in, whatever is open around it.
    [Fact]
    public void a_nat_gateways_public_address_is_no_way_in()
    {
        var gateway = """{"NatGateways":[{"NatGatewayId":"nat-1","SubnetId":"subnet-1","VpcId":"vpc-1","NatGatewayAddresses":[{"PublicIp":"52.0.0.7","NetworkInterfaceId":"eni-7"}]}]}""";
        var verdict = SmallVpc.With(more: gateway).Verdict("nat-1");
        Assert.Equal((NotReachable, "52.0.0.7"), (verdict.Status, Assert.Single(verdict.Paths).Entrance.Address));
    }

    // Row 18: the organisation's own addresses are not the internet.
    [Fact]
    public void a_rule_for_the_organisations_own_ranges_lets_no_stranger_in()
    {
        var estate = SmallVpc.With("""{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"198.51.0.0/16"}]}""");
        var own = AwsEstate.Internet with { Strangers = AwsEstate.Internet.Strangers.Except(SourceSet.Of([ExposurePipeline.Exposure.Values.IpRange.TryParse("198.51.0.0/16", out var range) ? range : default])) };
        Assert.Equal(Reachable, estate.Verdict("i-1").Status);
        Assert.Equal(NotReachable, AssetKinds.Analyse(estate.Named("i-1"), estate.Resources, DateTimeOffset.UnixEpoch, own)?.Status);
    }

    [Theory]
    [InlineData("true", "false", Reachable)]
    [InlineData("false", "true", NotReachable)] // the template's word counts
    [InlineData("null", "true", Reachable)] // else the subnet's
    [InlineData("null", "false", NotReachable)]
    public void a_group_whose_instances_were_not_read_is_judged_by_what_it_launches(string template, string subnet, VerdictStatus expected)
    {
        string[] more =
        [
            $$"""{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24","MapPublicIpOnLaunch":{{subnet}}}]}""",
            """{"AutoScalingGroups":[{"AutoScalingGroupName":"fleet","VPCZoneIdentifier":"subnet-1","Instances":[{"InstanceId":"i-8"}],"LaunchTemplate":{"LaunchTemplateId":"lt-1","Version":"$Latest"}}]}""",
            $$$"""{"LaunchTemplateVersions":[{"LaunchTemplateId":"lt-1","VersionNumber":1,"LaunchTemplateData":{"NetworkInterfaces":[{"AssociatePublicIpAddress":true}]}},{"LaunchTemplateId":"lt-1","VersionNumber":2,"LaunchTemplateData":{"NetworkInterfaces":[{"DeviceIndex":0,"AssociatePublicIpAddress":{{{template}}},"Groups":["sg-1"]}]}}]}""",
        ];
        Assert.Equal(expected, SmallVpc.With(more: more).Verdict("fleet").Status);
    }

    [Theory]
    [InlineData("""{"InstanceId":"i-1","ImageId":"ami-1","VpcId":"vpc-1","SubnetId":"subnet-1","PublicIpAddress":"52.0.0.1","SecurityGroups":[{"GroupId":"sg-1"}]}""")]
    [InlineData("""{"InstanceId":"i-1","ImageId":"ami-1","VpcId":"vpc-1","SubnetId":"subnet-1","PublicIpAddress":"52.0.0.1","SecurityGroups":[{"GroupId":"sg-1"}],"NetworkInterfaces":[{"NetworkInterfaceId":"eni-1"}]}""")]
    public void what_an_instance_says_of_itself_holds_for_its_first_interface(string instance) =>
        Assert.Equal(["tcp/22"], SmallVpc.With(machine: instance).Open("i-1"));
}
