using System.Text.Json;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Aws.Network;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Aws;

/// <summary>Single rules and lists from other projects' tests, with the answer recorded there.</summary>
public sealed class RuleSampleTests
{
    private const string V6 = """{"Ipv6Address":"2600:1f18::10"}""";

    [SampleFact]
    public void every_recorded_security_group_rule_gets_its_recorded_answer()
    {
        var cases = Cases("security_group_cases.json");
        var wrong = cases.Where(recorded =>
        {
            var reach = SmallVpc.With(recorded["ingress_rule"].ToString(), machine: SmallVpc.Machine(v6: V6)).Verdict("i-1").Reach.Certain;
            var anyone = recorded["any_address"].Flag is true;
            var ports = recorded["ports"].Items.Select(static port => (int)(port.Number ?? 0)).DefaultIfEmpty(1).ToArray();
            return IsOpen(reach, recorded["protocol"].Text, ports, anyone) != recorded["expected"].Flag;
        }).Select(static recorded => recorded["test"].Text);
        Assert.Empty(wrong);
        Assert.NotEmpty(cases);
    }

    [SampleFact]
    public void every_recorded_network_acl_gets_its_recorded_answer()
    {
        var cases = Cases("network_acl_cases.json");
        var wrong = cases.Where(recorded =>
        {
            var entries = string.Join(',', recorded["rules"].Items);
            var acl = NetworkAcl.Read(Assert.Single(AwsEstate.Changes(SmallVpc.Acl(entries))));
            return IsOpen(acl.Inbound.Reach.Certain, recorded["protocol"].Text, [(int)(recorded["port"].Number ?? 0)], anyone: true) != recorded["expected"].Flag;
        }).Select(static recorded => recorded["test"].Text);
        Assert.Empty(wrong);
        Assert.NotEmpty(cases);
    }

    // The recorded query of a subnet's kind, and what the route table says of clients on the internet.
    [SampleTheory]
    [InlineData("test_eni_public_subnet", "eni-0d47bf614f6182182", true)]
    [InlineData("test_eni_private_subnet", "eni-054de8d628e757d05", false)] // out through a NAT gateway
    public void an_interface_is_answered_from_the_subnet_it_is_in(string folder, string id, bool isPublic)
    {
        var estate = AwsEstate.In(Repository.Shared("cloud", "cloud-custodian-aws", folder));
        var table = Assert.Single(RouteTable.Of(((NetworkInterface)estate.Named(id)).Place, estate.Resources));
        Assert.Equal(isPublic, !table.ToInternet(estate.Resources).Reach.Certain.IsEmpty);
    }

    [SampleFact]
    public void only_the_recorded_interface_is_in_a_public_subnet()
    {
        var estate = AwsEstate.In(Repository.Shared("cloud", "cloud-custodian-aws", "test_eni_public_subnet"));
        var answered = estate.All.OfType<NetworkInterface>().Where(at => RouteTable.Of(at.Place, estate.Resources) is [var table] && !table.ToInternet(estate.Resources).Reach.Certain.IsEmpty);
        Assert.Equal("eni-0d47bf614f6182182", Assert.Single(answered).Id.Text);
    }

    [SampleTheory]
    [InlineData("test_security_group_config_source")]
    [InlineData("test_security_group_perm_cidr_kv")]
    public void groups_of_an_advanced_query_are_read_with_their_outbound_rules(string folder)
    {
        var group = (SecurityGroup)AwsEstate.In(Repository.Shared("cloud", "cloud-custodian-aws", folder)).Named("sg-6c7fa917");
        Assert.Contains(group.Outbound, static rule => rule.Ranges.Any(static range => range.ToString() == "0.0.0.0/0"));
    }

    [SampleTheory]
    [InlineData("aws_load_balancer_v2s.json", "test-nlb", VerdictStatus.NotReachable)] // internal
    [InlineData("aws_load_balancer_v2s.json", "test-alb", VerdictStatus.Unknown)] // its groups and subnets are not among the data
    [InlineData("aws_load_balancers.json", "test-lb-2", VerdictStatus.NotReachable)] // internal
    [InlineData("aws_load_balancers.json", "test-lb-1", VerdictStatus.Unknown)] // as above
    public void load_balancers_of_unit_tests_are_no_more_certain_than_their_surroundings(string file, string name, VerdictStatus expected)
    {
        var parts = new Body(JsonElement.Parse(File.ReadAllText(Repository.Shared("cloud", "cartography", file)))).Members;
        Assert.Equal(expected, AwsEstate.Of(parts.Where(static part => part.Value.IsArray || part.Value.IsObject).Select(static part => part.Value.ToString())).Verdict(name).Status);
    }

    private static bool IsOpen(FlowSet reach, string? protocol, int[] ports, bool anyone) => Array.TrueForAll(ports, port =>
        new[] { Family.V4, Family.V6 }.Any(family =>
        {
            var sources = reach.Sources(family, Protocols.TryParse(protocol, out var number) ? number : Protocols.Tcp, port);
            return anyone ? AwsEstate.Internet.IsWide(family, sources) : !sources.IsEmpty;
        }));

    private static Body[] Cases(string file) => [.. new Body(JsonElement.Parse(File.ReadAllText(Repository.Shared("cloud", "prowler", file)))).Items];
}
