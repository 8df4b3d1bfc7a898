namespace ExposurePipeline.Tests.Reachability.Aws;

/// <summary>A machine without a public address, <c>i-2</c> in <c>subnet-2</c>, behind a load balancer in a public subnet, part by part.</summary>
internal static class Balanced
{
    public const string Application = "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/app/web/1";
    public const string Network = "arn:aws:elasticloadbalancing:eu-west-1:1:loadbalancer/net/web/1";
    public const string Targets = "arn:aws:elasticloadbalancing:eu-west-1:1:targetgroup/web/1";
    public const string Listener = "arn:aws:elasticloadbalancing:eu-west-1:1:listener/app/web/1/1";
    public const string FromBalancer = """{"IpProtocol":"tcp","FromPort":8080,"ToPort":8080,"UserIdGroupPairs":[{"GroupId":"sg-lb"}]}""";
    public const string FromAnywhere = """{"IpProtocol":"tcp","FromPort":8080,"ToPort":8080,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""";
    public const string FromVpc = """{"IpProtocol":"tcp","FromPort":8080,"ToPort":8080,"IpRanges":[{"CidrIp":"10.0.0.0/16"}]}""";
    public const string Https = """{"IpProtocol":"tcp","FromPort":443,"ToPort":443,"IpRanges":[{"CidrIp":"0.0.0.0/0"}],"Ipv6Ranges":[{"CidrIpv6":"::/0"}]}""";

    /// <summary>Everything but the load balancer, its listeners and its targets.</summary>
    public static IEnumerable<string> Around(string targetRules, string balancerRules = Https, string entries = SmallVpc.AllowAll) =>
    [
        SmallVpc.Vpc, SmallVpc.Gateway,
        """{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24"},{"SubnetId":"subnet-2","VpcId":"vpc-1","CidrBlock":"10.0.2.0/24"}]}""",
        SmallVpc.RouteTable(""),
        SmallVpc.RouteTable(SmallVpc.DefaultRoutes, "rtb-2", """{"SubnetId":"subnet-1"}"""),
        SmallVpc.Acl(entries),
        SmallVpc.Group("sg-lb", balancerRules),
        SmallVpc.Group("sg-2", targetRules),
        """
        {"Reservations":[{"Instances":[{"InstanceId":"i-2","VpcId":"vpc-1","SubnetId":"subnet-2","State":{"Name":"running"},"NetworkInterfaces":[{
          "NetworkInterfaceId":"eni-2","VpcId":"vpc-1","SubnetId":"subnet-2","Groups":[{"GroupId":"sg-2"}],"PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"10.0.2.20"}]}]}]}]}
        """,
    ];

    public static string Balancer(string arn = Application, string scheme = "internet-facing", string subnet = "subnet-1", string groups = "\"sg-lb\"", string addresses = "ipv4") =>
        $$"""{"LoadBalancers":[{"LoadBalancerArn":"{{arn}}","LoadBalancerName":"web","Type":"{{(arn.Contains("/app/", StringComparison.Ordinal) ? "application" : "network")}}","Scheme":"{{scheme}}","VpcId":"vpc-1","IpAddressType":"{{addresses}}","SecurityGroups":[{{groups}}],"AvailabilityZones":[{"SubnetId":"{{subnet}}"}]}]}""";

    public static string Forwards(string balancer = Application, string protocol = "HTTPS", int port = 443) =>
        $$"""{"Listeners":[{"ListenerArn":"{{Listener}}","LoadBalancerArn":"{{balancer}}","Protocol":"{{protocol}}","Port":{{port}},"DefaultActions":[{"Type":"forward","TargetGroupArn":"{{Targets}}"}]}]}""";

    public static string Group(string type = "instance", string protocol = "HTTP", string more = "") =>
        $$"""{"TargetGroups":[{"TargetGroupArn":"{{Targets}}","TargetGroupName":"machines","TargetType":"{{type}}","Protocol":"{{protocol}}","Port":8080,"VpcId":"vpc-1"{{more}}}]}""";

    public static string Registered(string target = "i-2", string port = "8080") =>
        $$$"""{"TargetGroupArn":"{{{Targets}}}","TargetHealthDescriptions":[{"Target":{"Id":"{{{target}}}","Port":{{{port}}}},"TargetHealth":{"State":"unhealthy"}}]}""";
}
