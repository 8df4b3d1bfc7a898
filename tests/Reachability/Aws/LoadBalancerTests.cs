using ExposurePipeline.Reachability.Analysis;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.Aws;

/// <summary>Row 8: frontend, listener, the balancer's filter, a target of this listener, and the target's filter with the source it sees.</summary>
public sealed class LoadBalancerTests
{
    private static readonly string[] Web = [Balanced.Balancer(), Balanced.Forwards(), Balanced.Group(), Balanced.Registered()];

    [Fact]
    public void a_machine_without_a_public_address_is_reached_through_a_load_balancer_on_the_listeners_port()
    {
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), .. Web]);
        Assert.Equal(["tcp/443"], estate.Open("i-2"));
        Assert.Equal(["tcp/443"], estate.Open("web"));
    }

    [Theory]
    [InlineData(Balanced.FromBalancer, Reachable)]
    [InlineData(Balanced.FromVpc, Reachable)] // the balancer's nodes are in the VPC
    [InlineData(Balanced.FromAnywhere, Reachable)]
    [InlineData("""{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""", NotReachable)] // the listener's port, not the target's
    [InlineData("""{"IpProtocol":"tcp","FromPort":8080,"ToPort":8080,"UserIdGroupPairs":[{"GroupId":"sg-other"}]}""", NotReachable)]
    [InlineData("""{"IpProtocol":"tcp","FromPort":8080,"ToPort":8080,"IpRanges":[{"CidrIp":"10.0.0.17/32"}]}""", Unknown)] // one of the addresses a node may have
    [InlineData("", NotReachable)]
    public void a_proxys_target_is_asked_for_its_own_port_and_sees_the_proxy(string rules, VerdictStatus expected) =>
        Assert.Equal(expected, AwsEstate.Of([.. Balanced.Around(rules), .. Web]).Verdict("i-2").Status);

    [Fact]
    public void a_port_that_listens_and_is_filtered_is_closed_and_so_is_one_that_is_let_in_and_does_not_listen()
    {
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), Balanced.Balancer(), Balanced.Forwards(port: 8000), Balanced.Group(), Balanced.Registered()]);
        Assert.Equal(NotReachable, estate.Verdict("web").Status);
        Assert.Equal(NotReachable, estate.Verdict("i-2").Status);
    }

    // Row 9: an internal load balancer is not exposure.
    [Fact]
    public void an_internal_load_balancer_is_no_way_in()
    {
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromAnywhere), Balanced.Balancer(scheme: "internal"), .. Web[1..]]);
        Assert.Equal(NotReachable, estate.Verdict("web").Status);
        Assert.Equal(NotReachable, estate.Verdict("i-2").Status);
    }

    [Fact]
    public void a_load_balancer_in_a_subnet_without_a_way_to_the_internet_is_reached_by_nobody()
    {
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromAnywhere), Balanced.Balancer(subnet: "subnet-2"), .. Web[1..]]);
        Assert.Equal(NotReachable, estate.Verdict("web").Status);
        Assert.Equal(NotReachable, estate.Verdict("i-2").Status);
    }

    // Row 16: what was not read is not closed.
    [Theory]
    [InlineData(0)] // the balancer
    [InlineData(1)] // its listeners
    [InlineData(2)] // the target group, when the target has no port of its own
    [InlineData(3)] // its targets
    public void a_part_of_the_way_that_was_not_read_leaves_the_verdict_open(int absent)
    {
        string[] parts = [.. Web[..3], Balanced.Registered(port: absent == 2 ? "null" : "8080")];
        var verdict = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), .. parts.Where((_, index) => index != absent)]).Verdict("i-2");
        Assert.Equal(Unknown, verdict.Status);
        Assert.NotEmpty(verdict.Missing.Concat(verdict.Paths.SelectMany(static path => path.Missing)));
    }

    [Theory]
    [InlineData("", NotReachable)]
    [InlineData("""{"IpProtocol":"tcp","FromPort":8080,"ToPort":8080,"UserIdGroupPairs":[{"GroupId":"sg-other"}]}""", NotReachable)]
    [InlineData(Balanced.FromBalancer, Unknown)]
    public void listeners_or_targets_that_were_not_read_say_nothing_against_a_machine_that_does_not_let_the_balancer_in(string rules, VerdictStatus expected)
    {
        Assert.Equal(expected, AwsEstate.Of([.. Balanced.Around(rules), .. Web[..3]]).Verdict("i-2").Status);
        Assert.Equal(expected, AwsEstate.Of([.. Balanced.Around(rules), Web[0]]).Verdict("i-2").Status);
    }

    [Theory]
    [InlineData("instance", "TCP", "", Balanced.FromVpc, NotReachable)] // the client's address is kept
    [InlineData("instance", "TCP", "", Balanced.FromAnywhere, Reachable)]
    [InlineData("ip", "TCP", "", Balanced.FromVpc, Reachable)] // not kept by default
    [InlineData("ip", "TCP", ""","Attributes":[{"Key":"preserve_client_ip.enabled","Value":"true"}]""", Balanced.FromVpc, NotReachable)]
    [InlineData("instance", "TCP", ""","Attributes":[{"Key":"preserve_client_ip.enabled","Value":"false"}]""", Balanced.FromVpc, Reachable)]
    [InlineData("ip", "TCP_UDP", "", Balanced.FromVpc, NotReachable)] // always kept with UDP
    public void a_network_balancers_target_sees_the_client_or_the_balancer(string type, string protocol, string attributes, string rules, VerdictStatus expected)
    {
        var estate = AwsEstate.Of([.. Balanced.Around(rules), Balanced.Balancer(Balanced.Network, groups: ""), Balanced.Forwards(Balanced.Network, "TCP"), Balanced.Group(type, protocol, attributes), Balanced.Registered(type is "ip" ? "10.0.2.20" : "i-2")]);
        Assert.Equal(Reachable, estate.Verdict("web").Status); // without groups it takes everyone
        Assert.Equal(expected, estate.Verdict("i-2").Status);
    }

    [Fact]
    public void a_network_balancers_groups_filter_and_a_target_may_name_them_although_it_sees_the_client()
    {
        const string Office = """{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"198.51.0.0/16"}]}""";
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer, Office), Balanced.Balancer(Balanced.Network), Balanced.Forwards(Balanced.Network, "TCP"), Balanced.Group(protocol: "TCP"), Balanced.Registered()]);
        Assert.Equal(["tcp/443"], estate.Open("i-2"));
        Assert.Equal(Width.Narrow, estate.Verdict("i-2").WidthFor(AwsEstate.Internet));
    }

    [Fact]
    public void the_subnet_of_the_target_must_let_the_balancer_in()
    {
        var closed = """{"NetworkAcls":[{"NetworkAclId":"acl-2","VpcId":"vpc-1","IsDefault":false,"Associations":[{"SubnetId":"subnet-2"}],"Entries":[{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0"}]}]}""";
        var verdict = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), .. Web, closed]).Verdict("i-2");
        Assert.Equal("acl-2", verdict.Paths.Single(static path => path.Entrance.Address is null && path.Hops.Count > 1).Block?.Hop.Resource);
    }

    [Fact]
    public void a_balancer_whose_groups_let_nothing_out_reaches_no_target()
    {
        var mute = """{"SecurityGroups":[{"GroupId":"sg-lb","VpcId":"vpc-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}],"IpPermissionsEgress":[]}]}""";
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), .. Web, mute]);
        Assert.Equal(NotReachable, estate.Verdict("i-2").Status);
        Assert.Equal(Reachable, estate.Verdict("web").Status);
    }

    [Fact]
    public void a_redirect_forwards_to_nobody()
    {
        var redirects = Balanced.Forwards().Replace("\"forward\",\"TargetGroupArn\":\"" + Balanced.Targets + "\"", "\"redirect\"", StringComparison.Ordinal);
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), Web[0], redirects, .. Web[2..]]);
        Assert.Equal(NotReachable, estate.Verdict("i-2").Status);
        Assert.Equal(Reachable, estate.Verdict("web").Status);
    }

    [Fact]
    public void a_rule_that_asks_for_the_clients_address_narrows_the_way()
    {
        var listens = $$"""{"Listeners":[{"ListenerArn":"{{Balanced.Listener}}","LoadBalancerArn":"{{Balanced.Application}}","Protocol":"HTTPS","Port":443,"DefaultActions":[{"Type":"fixed-response"}]}]}""";
        var rule = $$$"""{"Rules":[{"RuleArn":"{{{Balanced.Listener.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}}}/1","Priority":"1","Conditions":[{"Field":"source-ip","SourceIpConfig":{"Values":["198.51.0.0/16"]}}],"Actions":[{"Type":"forward","ForwardConfig":{"TargetGroups":[{"TargetGroupArn":"{{{Balanced.Targets}}}"}]}}]}]}""";
        var verdict = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), Web[0], listens, rule, .. Web[2..]]).Verdict("i-2");
        Assert.Equal(Width.Narrow, verdict.WidthFor(AwsEstate.Internet));
    }

    [Theory]
    [InlineData("10.0.0.0/16", NotReachable)] // the address is one of the load balancer's own VPC: another machine there
    [InlineData("10.1.0.0/16", Unknown)] // the address is elsewhere, perhaps over a peering: of this VPC, or of another with the same blocks
    public void an_address_outside_the_target_groups_vpc_may_be_that_of_a_peer(string block, VerdictStatus expected)
    {
        var around = Balanced.Around(Balanced.FromAnywhere)
            .Select(static document => document.StartsWith("{\"Reservations", StringComparison.Ordinal) ? document.Replace("\"vpc-1\"", "\"vpc-peer\"", StringComparison.Ordinal) : document)
            .Append($$"""{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"{{block}}"}]}""");
        Assert.Equal(expected, AwsEstate.Of([.. around, .. Web[..2], Balanced.Group("ip"), Balanced.Registered("10.0.2.20")]).Verdict("i-2").Status);
    }

    [Theory]
    [InlineData("true", "10.0.0.0/24", Reachable)]
    [InlineData("false", "10.0.0.0/24", NotReachable)]
    public void a_group_without_instances_is_judged_by_its_launch_configuration(string hasAddress, string block, VerdictStatus expected)
    {
        var estate = AwsEstate.Of(
            SmallVpc.Vpc, SmallVpc.Gateway, $$"""{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"{{block}}"}]}""", SmallVpc.RouteTable(SmallVpc.DefaultRoutes), SmallVpc.Acl(SmallVpc.AllowAll), SmallVpc.Group("sg-1", SmallVpc.SshFromAnywhere),
            """{"AutoScalingGroups":[{"AutoScalingGroupName":"fleet","VPCZoneIdentifier":"subnet-1","DesiredCapacity":0,"Instances":[],"LaunchConfigurationName":"old"}]}""",
            $$"""{"LaunchConfigurations":[{"LaunchConfigurationName":"old","ImageId":"ami-1","SecurityGroups":["sg-1"],"AssociatePublicIpAddress":{{hasAddress}} }]}""");
        Assert.Equal(expected, estate.Verdict("fleet").Status);
    }

    [Theory]
    [InlineData(Balanced.Application, "a", "a", "", Reachable)]
    [InlineData(Balanced.Application, "a", "b", "", NotReachable)] // the load balancer has no node there
    [InlineData(Balanced.Application, "a", null, "", Reachable)] // not told: any to any
    [InlineData(Balanced.Network, "a", "b", ""","Attributes":[{"Key":"load_balancing.cross_zone.enabled","Value":"true"}]""", NotReachable)] // a node it would still need
    public void a_target_in_a_zone_without_a_node_gets_no_traffic(string balancer, string node, string? target, string attributes, VerdictStatus expected)
    {
        string Zone(string? zone) => zone is null ? "" : $",\"AvailabilityZone\":\"{zone}\"";
        var subnets = $$"""{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24"{{Zone(node)}}},{"SubnetId":"subnet-2","VpcId":"vpc-1","CidrBlock":"10.0.2.0/24"{{Zone(target)}}}]}""";
        var isNetwork = balancer == Balanced.Network;
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromAnywhere), subnets, Balanced.Balancer(balancer), Balanced.Forwards(balancer, isNetwork ? "TCP" : "HTTPS"), Balanced.Group(protocol: isNetwork ? "TCP" : "HTTP", more: attributes), Balanced.Registered()]);
        Assert.Equal(expected, estate.Verdict("i-2").Status);
    }

    [Theory]
    [InlineData("false", NotReachable)] // only the node of the target's own zone, which no client gets to, sends to it
    [InlineData("true", Reachable)]
    [InlineData(null, Unknown)] // the load balancer's own setting was not told
    public void without_cross_zone_load_balancing_a_node_sends_to_its_own_zone(string? crosses, VerdictStatus expected)
    {
        var attributes = crosses is null ? "" : $$""","Attributes":[{"Key":"load_balancing.cross_zone.enabled","Value":"{{crosses}}"}]""";
        var subnets = """{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24","AvailabilityZone":"a"},{"SubnetId":"subnet-2","VpcId":"vpc-1","CidrBlock":"10.0.2.0/24","AvailabilityZone":"b"}]}""";
        var both = Balanced.Balancer(Balanced.Network).Replace("""[{"SubnetId":"subnet-1"}]""", """[{"SubnetId":"subnet-1"},{"SubnetId":"subnet-2"}]""", StringComparison.Ordinal);
        Assert.Equal(expected, AwsEstate.Of([.. Balanced.Around(Balanced.FromAnywhere), subnets, both, Balanced.Forwards(Balanced.Network, "TCP"), Balanced.Group(protocol: "TCP", more: attributes), Balanced.Registered()]).Verdict("i-2").Status);
    }

    [Theory]
    [InlineData("", "1", Reachable)] // no rule: the default action forwards
    [InlineData("""{"Field":"path-pattern","Values":["/*"]}""", "1", NotReachable)] // takes every request there is
    [InlineData("""{"Field":"host-header","HostHeaderConfig":{"Values":["a.example.com"]}}""", "1", Reachable)] // the client asks for another host
    [InlineData("""{"Field":"source-ip","SourceIpConfig":{"Values":["0.0.0.0/0","::/0"]}}""", "1", NotReachable)]
    [InlineData("""{"Field":"source-ip","SourceIpConfig":{"Values":["0.0.0.0/zero"]}}""", "1", Unknown)]
    public void clients_that_a_rule_takes_with_every_request_never_get_to_the_default_action(string condition, string priority, VerdictStatus expected)
    {
        var rule = $$$"""{"Rules":[{"RuleArn":"{{{Balanced.Listener.Replace(":listener/", ":listener-rule/", StringComparison.Ordinal)}}}/1","Priority":"{{{priority}}}","Conditions":[{{{condition}}}],"Actions":[{"Type":"fixed-response"}]}]}""";
        Assert.Equal(expected, AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), .. Web, .. condition.Length > 0 ? [rule] : Array.Empty<string>()]).Verdict("i-2").Status);
    }

    [Fact]
    public void a_dualstack_balancer_brings_clients_of_ipv6_to_targets_of_ipv4()
    {
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), Balanced.Balancer(addresses: "dualstack"), .. Web[1..]]);
        Assert.Equal(["tcp/443", "v6 tcp/443"], estate.Open("i-2"));
    }

    [Fact]
    public void a_network_balancer_in_front_of_an_internal_application_balancer_is_a_way_in()
    {
        const string Outer = "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/outer/1";
        string[] outer =
        [
            Balanced.Balancer(Balanced.Network, groups: ""),
            $$"""{"Listeners":[{"ListenerArn":"{{Balanced.Listener}}-outer","LoadBalancerArn":"{{Balanced.Network}}","Protocol":"TCP","Port":8443,"DefaultActions":[{"Type":"forward","TargetGroupArn":"{{Outer}}"}]}]}""",
            $$"""{"TargetGroups":[{"TargetGroupArn":"{{Outer}}","TargetGroupName":"outer","TargetType":"alb","Protocol":"TCP","Port":443,"VpcId":"vpc-1"}]}""",
            $$$"""{"TargetGroupArn":"{{{Outer}}}","TargetHealthDescriptions":[{"Target":{"Id":"{{{Balanced.Application}}}","Port":443}}]}""",
        ];
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), Balanced.Balancer(scheme: "internal"), .. Web[1..], .. outer]);
        Assert.Equal(["tcp/8443"], estate.Open("i-2"));
    }

    [Theory]
    [InlineData("internet-facing", 8080, Reachable)]
    [InlineData("internet-facing", 9090, NotReachable)] // the target's group opens 8080
    [InlineData("internal", 8080, NotReachable)]
    public void a_classic_balancer_brings_clients_to_its_instances(string scheme, int port, VerdictStatus expected)
    {
        var classic = $$$"""{"LoadBalancerDescriptions":[{"LoadBalancerName":"old","Scheme":"{{{scheme}}}","VPCId":"vpc-1","Subnets":["subnet-1"],"SecurityGroups":["sg-lb"],"Instances":[{"InstanceId":"i-2"}],"ListenerDescriptions":[{"Listener":{"LoadBalancerPort":443,"InstancePort":{{{port}}},"Protocol":"SSL"}}]}]}""";
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), classic]);
        Assert.Equal(expected, estate.Tcp("i-2", 443));
    }

    [Fact]
    public void instances_of_an_auto_scaling_group_are_targets_and_the_group_is_reached_where_they_are()
    {
        var scaling = $$"""{"AutoScalingGroups":[{"AutoScalingGroupName":"fleet","VPCZoneIdentifier":"subnet-2","Instances":[{"InstanceId":"i-2"}],"TargetGroupARNs":["{{Balanced.Targets}}"]}]}""";
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), .. Web[..3], scaling]);
        Assert.Equal(["tcp/443"], estate.Open("i-2"));
        Assert.Equal(["tcp/443"], estate.Open("fleet"));
        Assert.Equal(Unknown, AwsEstate.Of(scaling).Verdict("fleet").Status); // its instance was not read
    }

    [Theory]
    [InlineData("HTTPS", "null")]
    [InlineData("WARP", "443")] // a protocol that is not known may listen on anything
    public void a_listener_that_cannot_be_understood_leaves_the_verdict_open(string protocol, string port)
    {
        var listener = Balanced.Forwards(protocol: protocol).Replace("\"Port\":443", $"\"Port\":{port}", StringComparison.Ordinal);
        var estate = AwsEstate.Of([.. Balanced.Around(Balanced.FromBalancer), Web[0], listener, .. Web[2..]]);
        Assert.Equal(Unknown, estate.Verdict("web").Status);
        Assert.Equal(Unknown, estate.Verdict("i-2").Status);
        Assert.NotEmpty(estate.Named(Balanced.Listener).Problems);
    }
}
