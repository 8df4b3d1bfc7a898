using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Local.Configuration;
using ExposurePipeline.Reachability.Analysis;
using Xunit;

namespace ExposurePipeline.Tests.Local.Configuration;

public sealed class ConfigurationReportTests : IDisposable
{
    private const string Instance = """
        {"Reservations":[{"Instances":[{"InstanceId":"i-1","State":{"Name":"running"},"VpcId":"vpc-1","SubnetId":"subnet-1","PublicIpAddress":"3.1.1.1","PrivateIpAddress":"10.0.0.4",
        "NetworkInterfaces":[{"NetworkInterfaceId":"eni-1","VpcId":"vpc-1","SubnetId":"subnet-1","PrivateIpAddress":"10.0.0.4","Groups":[{"GroupId":"sg-1"}],
        "PrivateIpAddresses":[{"Primary":true,"PrivateIpAddress":"10.0.0.4","Association":{"PublicIp":"3.1.1.1"}}]}]}]}]}
        """;

    private const string Network = """
        {"Vpcs":[{"VpcId":"vpc-1","CidrBlock":"10.0.0.0/16"}]}
        {"Subnets":[{"SubnetId":"subnet-1","VpcId":"vpc-1","CidrBlock":"10.0.0.0/24"}]}
        {"InternetGateways":[{"InternetGatewayId":"igw-1","Attachments":[{"VpcId":"vpc-1","State":"available"}]}]}
        {"RouteTables":[{"RouteTableId":"rtb-1","VpcId":"vpc-1","Associations":[{"Main":true}],"Routes":[{"DestinationCidrBlock":"0.0.0.0/0","GatewayId":"igw-1","State":"active"}]}]}
        {"NetworkAcls":[{"NetworkAclId":"acl-1","VpcId":"vpc-1","IsDefault":true,"Associations":[{"SubnetId":"subnet-1"}],"Entries":[{"RuleNumber":100,"Egress":false,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"},{"RuleNumber":100,"Egress":true,"Protocol":"-1","RuleAction":"allow","CidrBlock":"0.0.0.0/0"}]}]}
        """;

    private static readonly InternetSources Internet = InternetSources.Of(ExposurePolicy.Default);

    private readonly string folder = Directory.CreateTempSubdirectory("configuration-").FullName;

    [Fact]
    public void an_open_port_is_told_with_the_rule_that_opens_it_and_a_closed_one_as_not_reachable()
    {
        var report = ConfigurationReport.Verdicts(Assess(Instance, Network, Group("22")), Internet, "i-1", new(6, 22));
        Assert.Contains("tcp/22 Reachable: i-1: Reachable", report, StringComparison.Ordinal);
        Assert.Contains("reachable: tcp/22 from the whole internet (IPv4)", report, StringComparison.Ordinal);
        Assert.Contains("through security group sg-1: allowed by sg-1: tcp/22", report, StringComparison.Ordinal);
        Assert.StartsWith("tcp/443 NotReachable", ConfigurationReport.Verdicts(Assess(Instance, Network, Group("22")), Internet, null, new(6, 443)), StringComparison.Ordinal);
    }

    [Fact]
    public void without_the_security_group_the_answer_is_unknown() =>
        Assert.EndsWith("1 asset(s): 0 reachable, 0 not, 1 unknown.", ConfigurationReport.Verdicts(Assess(Instance, Network), Internet, null, null), StringComparison.Ordinal);

    [Fact]
    public void a_supposed_change_tells_what_would_be_different()
    {
        var assessment = Assess(Instance, Network, Group("22"));
        var report = ConfigurationReport.Differences(assessment.Suppose(Files(Group("3389")).Changes(), default), Internet);
        Assert.Contains("then: i-1: Reachable\n  reachable: tcp/3389", report, StringComparison.Ordinal);
        Assert.Contains("1 of ", report, StringComparison.Ordinal);
    }

    [Fact]
    public void a_file_that_is_no_json_is_named_and_the_others_are_read()
    {
        var files = Files(Instance, "not json", "{\"Vpcs\":[]}\nbroken");
        Assert.NotEmpty(files.Changes().ToList());
        Assert.Equal(2, files.Problems.Count);
        Assert.Contains("1.json, line 1, byte 0: ", files.Problems[0], StringComparison.Ordinal);
        Assert.Contains("2.json, line 2, byte 12: ", files.Problems[1], StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string Group(string port) => $$"""
        {"SecurityGroups":[{"GroupId":"sg-1","VpcId":"vpc-1","IpPermissions":[{"IpProtocol":"tcp","FromPort":{{port}},"ToPort":{{port}},"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}]}]}
        """;

    private Assessment Assess(params string[] documents)
    {
        var assessment = new Assessment(Internet);
        assessment.Accept(assessment.Propose(Files(documents).Changes(), default));
        return assessment;
    }

    private ConfigurationFiles Files(params string[] documents)
    {
        var place = Directory.CreateDirectory(Path.Combine(folder, $"{Directory.GetDirectories(folder).Length}")).FullName;
        for (var index = 0; index < documents.Length; index++)
        {
            File.WriteAllText(Path.Combine(place, $"{index}.json"), documents[index]);
        }

        return new([place]);
    }
}
