using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Gcp.Projects;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using static ExposurePipeline.Tests.Reachability.Gcp.GcpSamples;

namespace ExposurePipeline.Tests.Reachability.Gcp;

/// <summary>A project goes by its id in one document and by its number in another.</summary>
public sealed class ProjectNameTests
{
    private const string NumberedNetwork = "https://www.googleapis.com/compute/v1/projects/123/global/networks/net";
    private const string Names = """{"name":"//cloudresourcemanager.googleapis.com/projects/123","assetType":"cloudresourcemanager.googleapis.com/Project","resource":{"data":{"projectId":"p","projectNumber":"123"}},"ancestors":["projects/123","organizations/1"]}""";
    private const string NamesById = """{"name":"//cloudresourcemanager.googleapis.com/projects/p","asset_type":"cloudresourcemanager.googleapis.com/Project","resource":{"data":{"projectId":"p","projectNumber":123}}}""";
    private const string NetworkRow = """{"name":"//compute.googleapis.com/projects/p/global/networks/net","assetType":"compute.googleapis.com/Network","resource":{"data":{"name":"net"}},"ancestors":["projects/123","organizations/1"]}""";

    private static readonly string Rule = Firewall("open", Allowed("tcp", "22"));

    public static TheoryData<string> Telling => [Names, NamesById, NetworkRow];

    [Theory]
    [MemberData(nameof(Telling))]
    public void a_rule_that_names_its_network_by_number_holds_once_a_document_tells_both(string names)
    {
        var rule = Rule.Replace(Network, NumberedNetwork, StringComparison.Ordinal);
        Assert.All<string[]>([[Instance(), rule, names], [names, rule, Instance()]], static documents => Assert.Equal(VerdictStatus.Reachable, GcpWorld.Of(documents).Verdict("vm").Status));
    }

    [Theory]
    [MemberData(nameof(Telling))]
    public void an_instance_that_names_its_network_by_number_is_guarded_by_the_rules_of_the_id(string names)
    {
        var instance = Instance().Replace(Network, NumberedNetwork, StringComparison.Ordinal);
        Assert.Equal(VerdictStatus.Reachable, GcpWorld.Of(instance, Rule, names).Verdict("vm").Status);
        Assert.Equal(VerdictStatus.NotReachable, GcpWorld.Of(instance, Firewall("shut", Denied("tcp")), names, NetworkRow).Verdict("vm").Status);
    }

    [Fact]
    public void where_no_document_tells_both_nothing_is_called_closed()
    {
        var rule = Rule.Replace(Network, NumberedNetwork, StringComparison.Ordinal);
        var shut = Firewall("shut", Denied("udp"));
        Assert.All<string[]>([[Instance(), shut, rule], [Instance().Replace(Network, NumberedNetwork, StringComparison.Ordinal), shut]], static documents =>
        {
            var verdict = GcpWorld.Of(documents).Verdict("vm");
            Assert.Equal(VerdictStatus.Unknown, verdict.Status);
            Assert.Contains("No document tells which project has the number 123.", verdict.Missing);
        });
    }

    [Fact]
    public void a_number_of_another_project_leaves_a_project_alone_whose_number_is_told()
    {
        var other = Rule.Replace(Network, NumberedNetwork.Replace("123", "456", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(VerdictStatus.NotReachable, GcpWorld.Of(Instance(), Firewall("shut", Denied("udp")), other, Names).Verdict("vm").Status);
    }

    [Fact]
    public void a_policy_of_the_organisation_holds_for_a_project_whose_row_bears_its_number()
    {
        const string Policy = """{"kind":"compute#firewallPolicy","name":"7","selfLink":"https://www.googleapis.com/compute/v1/locations/global/firewallPolicies/7","shortName":"top","associations":[{"attachmentTarget":"organizations/1"}],"rules":[{"priority":1,"action":"deny","direction":"INGRESS","match":{"srcIpRanges":["0.0.0.0/0"],"layer4Configs":[{"ipProtocol":"all"}]}}]}""";
        Assert.Equal(VerdictStatus.NotReachable, GcpWorld.Of(Instance(), Rule, Policy, Names).Verdict("vm").Status);
    }

    [Theory]
    [InlineData("projects/p/global/networks/n", "projects/123/global/networks/n", true)]
    [InlineData("projects/p/global/networks/n", "projects/p/global/networks/n", true)]
    [InlineData("projects/p/global/networks/n", "projects/q/global/networks/n", false)] // two ids are two projects
    [InlineData("projects/12/global/networks/n", "projects/123/global/networks/n", false)] // so are two numbers
    [InlineData("projects/p/global/networks/n", "projects/123/global/networks/m", false)]
    [InlineData("projects/123/global/networks/n", "locations/global/firewallPolicies/7", false)] // no project
    public void two_names_may_be_of_one_resource_where_only_one_has_the_number(string one, string other, bool areAlike) => Assert.Equal(areAlike,
        ProjectName.AreAlike(new(Cloud.Gcp, $"//compute.googleapis.com/{one}"), new(Cloud.Gcp, $"//compute.googleapis.com/{other}")));
}
