namespace ExposurePipeline.Tests.Reachability.Aws;

/// <summary>A VPC with one public subnet and one machine in it, part by part, so that a test changes one part.</summary>
internal static class SmallVpc
{
    public const string Vpc = """{"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16","IsDefault":false}]}""";

    public const string Subnet = """{"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24","DefaultForAz":false}]}""";

    public const string Gateway = """{"InternetGateways":[{"InternetGatewayId":"igw-1","Attachments":[{"State":"available","VpcId":"vpc-1"}]}]}""";

    public const string DefaultRoutes =
        """{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"},{"DestinationIpv6CidrBlock":"::/0","GatewayId":"igw-1","State":"active"}""";

    public const string AllowAll =
        """
        {"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0"},
        {"RuleNumber":101,"Protocol":"-1","RuleAction":"allow","Egress":false,"Ipv6CidrBlock":"::/0"},
        {"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0"},
        {"RuleNumber":101,"Protocol":"-1","RuleAction":"allow","Egress":true,"Ipv6CidrBlock":"::/0"},
        {"RuleNumber":32767,"Protocol":"-1","RuleAction":"deny","Egress":false,"CidrBlock":"0.0.0.0/0"},
        {"RuleNumber":32767,"Protocol":"-1","RuleAction":"deny","Egress":true,"CidrBlock":"0.0.0.0/0"}
        """;

    public const string SshFromAnywhere = """{"IpProtocol":"tcp","FromPort":22,"ToPort":22,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}""";

    /// <summary>One machine, <c>i-1</c>, with a public address of IPv4 unless told otherwise.</summary>
    public static AwsEstate With(string? rules = null, string? entries = null, string? routes = null, string? machine = null, params IEnumerable<string> more) => AwsEstate.Of(
        [Vpc, Subnet, Gateway, RouteTable(routes ?? DefaultRoutes), Acl(entries ?? AllowAll), Group("sg-1", rules ?? SshFromAnywhere), machine ?? Machine(), .. more]);

    public static string RouteTable(string routes, string id = "rtb-1", string association = """{"Main":true}""", string vpc = "vpc-1") =>
        $$$"""{"RouteTables":[{"RouteTableId":"{{{id}}}","VpcId":"{{{vpc}}}","Associations":[{{{association}}}],"Routes":[{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local","State":"active"}{{{(routes.Length > 0 ? "," : "")}}}{{{routes}}}]}]}""";

    public static string Acl(string entries, string id = "acl-1") =>
        $$$"""{"NetworkAcls":[{"NetworkAclId":"{{{id}}}","VpcId":"vpc-1","IsDefault":true,"Associations":[{"SubnetId":"subnet-1"}],"Entries":[{{{entries}}}]}]}""";

    public static string Group(string id, string rules) =>
        $$$"""{"SecurityGroups":[{"GroupId":"{{{id}}}","VpcId":"vpc-1","IpPermissions":[{{{rules}}}]}]}""";

    public static string Machine(string association = """ "Association":{"PublicIp":"52.0.0.1","IpOwnerId":"amazon"},""", string state = "running", string v6 = "", string groups = """{"GroupId":"sg-1"}""") =>
        $$$"""
        {"Reservations":[{"Instances":[{"InstanceId":"i-1","VpcId":"vpc-1","SubnetId":"subnet-1","State":{"Name":"{{{state}}}"},"NetworkInterfaces":[{
          "NetworkInterfaceId":"eni-1","VpcId":"vpc-1","SubnetId":"subnet-1","Groups":[{{{groups}}}],"Ipv6Addresses":[{{{v6}}}],"Attachment":{"DeviceIndex":0},
          "PrivateIpAddresses":[{{{{association}}}"Primary":true,"PrivateIpAddress":"10.0.0.10"}]}]}]}]}
        """;
}
