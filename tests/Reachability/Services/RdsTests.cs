using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Services.Cases;

namespace ExposurePipeline.Tests.Reachability.Services;

public sealed class RdsTests
{
    private const string Subnets = """{"VpcId":"vpc-1","Subnets":[{"SubnetIdentifier":"subnet-a","SubnetAvailabilityZone":{"Name":"a"}},{"SubnetIdentifier":"subnet-b","SubnetAvailabilityZone":{"Name":"b"}}]}""";

    [Theory]
    [InlineData("""{"PubliclyAccessible":false,"Endpoint":{"Port":5432}}""", "PubliclyAccessible is off")]
    [InlineData("""{"publiclyAccessible":0,"endpoint":{"port":5432}}""", "PubliclyAccessible is off")] // as AWS Config spells it
    [InlineData("""{"PubliclyAccessible":true,"DBInstanceStatus":"stopped","Endpoint":{"Port":5432}}""", "stopped")]
    public void a_database_without_a_public_address_is_closed_whatever_its_network_says(string body, string because) => Judge(Database(body)).AssertClosed(because);

    [Theory]
    [InlineData("""{"Endpoint":{"Port":3306}}""", "publicly accessible")]
    [InlineData("""{"PubliclyAccessible":true,"Endpoint":{"Port":3306}}""", "subnets")]
    public void a_database_that_does_not_tell_is_unknown(string body, string missing) => Judge(Database(body)).AssertUnknown(missing);

    [Fact]
    public void a_public_database_whose_network_was_not_read_is_unknown() => Judge(In("a", "sg-1")).AssertUnknown("subnet-a");

    [Fact]
    public void a_public_database_is_reached_by_route_access_list_and_security_group_on_its_port()
    {
        var verdict = Judge([In("a", "sg-1"), .. Network(), Group("sg-1", 5432, "0.0.0.0/0")]);
        Assert.Equal((Width.Wide, VerdictStatus.Reachable, VerdictStatus.NotReachable), (verdict.Width(), verdict.OnTcp(5432), verdict.OnTcp(3306)));
        Assert.Equal(VerdictStatus.NotReachable, verdict.At(Family.V6, Protocols.Tcp, 5432));
    }

    [Fact]
    public void a_security_group_that_admits_an_office_makes_it_narrow() => Assert.Equal(Width.Narrow, Judge([In("a", "sg-1"), .. Network(), Group("sg-1", 5432, "40.1.2.0/24")]).Width());

    [Fact]
    public void a_security_group_for_another_port_closes_it() => Assert.Equal(VerdictStatus.NotReachable, Judge([In("a", "sg-1"), .. Network(), Group("sg-1", 3306, "0.0.0.0/0")]).Status);

    [Fact]
    public void publicly_accessible_means_nothing_in_a_subnet_without_a_route_to_an_internet_gateway() =>
        Assert.Equal(VerdictStatus.NotReachable, Judge([In("b", "sg-1"), .. Network(), Group("sg-1", 5432, "0.0.0.0/0")]).Status);

    [Fact]
    public void in_a_zone_that_was_not_told_it_may_be_in_either_subnet() => Assert.Equal(VerdictStatus.Unknown, Judge([In(null, "sg-1"), .. Network(), Group("sg-1", 5432, "0.0.0.0/0")]).Status);

    [Fact]
    public void in_a_zone_that_was_not_told_it_is_reached_when_every_subnet_leads_to_it() =>
        Assert.Equal(Width.Wide, Judge([In(null, "sg-1"), .. Network(bothPublic: true), Group("sg-1", 5432, "0.0.0.0/0")]).Width());

    [Fact]
    public void a_cluster_is_reached_where_an_instance_of_it_is()
    {
        var cluster = AwsBody("AWS::RDS::DBCluster", "arn:aws:rds:eu-west-1:1:cluster:c", """{"DBClusterMembers":[{"DBInstanceIdentifier":"db"}]}""");
        Assert.Equal(Width.Wide, Judge([cluster, In("a", "sg-1"), .. Network(), Group("sg-1", 5432, "0.0.0.0/0")]).Width());
        Judge(cluster, Database("""{"PubliclyAccessible":false,"Endpoint":{"Port":5432}}""")).AssertClosed("PubliclyAccessible is off");
        Judge(cluster).AssertUnknown("db:db was not read");
        Judge(AwsBody("AWS::RDS::DBCluster", "arn:aws:rds:eu-west-1:1:cluster:c", """{"DBClusterMembers":[]}""")).AssertUnknown("instances");
    }

    private static ResourceChange Database(string body) => AwsBody("AWS::RDS::DBInstance", "arn:aws:rds:eu-west-1:1:db:db", body);

    private static ResourceChange In(string? zone, string group) => Database($$"""
        {"PubliclyAccessible":true,"Endpoint":{"Address":"db.example","Port":5432},"AvailabilityZone":{{(zone is null ? "null" : $"\"{zone}\"")}},
         "DBSubnetGroup":{{Subnets}},"VpcSecurityGroups":[{"VpcSecurityGroupId":"{{group}}"}]}
        """);

    private static ResourceChange[] Network(bool bothPublic = false) =>
    [
        AwsBody("AWS::EC2::Subnet", "subnet-a", """{"SubnetId":"subnet-a","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24"}"""),
        AwsBody("AWS::EC2::Subnet", "subnet-b", """{"SubnetId":"subnet-b","VpcId":"vpc-1","CidrBlock":"10.0.1.0/24"}"""),
        AwsBody("AWS::EC2::InternetGateway", "igw-1", """{"InternetGatewayId":"igw-1","Attachments":[{"VpcId":"vpc-1","State":"available"}]}"""),
        Table("rtb-a", bothPublic ? ["subnet-a", "subnet-b"] : ["subnet-a"], """{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"}"""),
        Table("rtb-b", bothPublic ? [] : ["subnet-b"], """{"DestinationCidrBlock":"0.0.0.0/0","NatGatewayId":"nat-1","State":"active"}"""),
        AwsBody("AWS::EC2::NetworkAcl", "acl-1", """
            {"NetworkAclId":"acl-1","VpcId":"vpc-1","IsDefault":true,"Associations":[{"SubnetId":"subnet-a"},{"SubnetId":"subnet-b"}],"Entries":[
             {"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":false,"CidrBlock":"0.0.0.0/0"},{"RuleNumber":100,"Protocol":"-1","RuleAction":"allow","Egress":true,"CidrBlock":"0.0.0.0/0"}]}
            """),
    ];

    private static ResourceChange Table(string id, string[] subnets, string route) => AwsBody("AWS::EC2::RouteTable", id, $$"""
        {"RouteTableId":"{{id}}","VpcId":"vpc-1","Associations":[{{string.Join(',', subnets.Select(static subnet => $$"""{"SubnetId":"{{subnet}}"}"""))}}],"Routes":[{"DestinationCidrBlock":"10.0.0.0/16","GatewayId":"local","State":"active"},{{route}}]}
        """);

    private static ResourceChange Group(string id, int port, string range) => AwsBody("AWS::EC2::SecurityGroup", id, $$"""
        {"GroupId":"{{id}}","VpcId":"vpc-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":{{port}},"ToPort":{{port}},"IpRanges":[{"CidrIp":"{{range}}"}]}]}
        """);
}
