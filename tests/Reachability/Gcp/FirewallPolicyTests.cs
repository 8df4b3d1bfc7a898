using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;
using static ExposurePipeline.Tests.Reachability.Gcp.GcpSamples;

namespace ExposurePipeline.Tests.Reachability.Gcp;

public sealed class FirewallPolicyTests
{
    private const string FromAll = """ "srcIpRanges": ["0.0.0.0/0"] """;

    private static readonly string Open = Firewall("open", Allowed("tcp", "22"));
    private static readonly string Deny = Firewall("deny", Denied("tcp", "22"));

    [Fact]
    public void vpc_rules_are_asked_before_network_policies_unless_the_network_says_otherwise()
    {
        var policy = NetworkPolicy("global", Rule(1, "deny"));
        Assert.Equal(Reachable, Tcp22(Instance(), Open, policy));
        Assert.Equal(NotReachable, Tcp22(Instance(), Open, policy, Of("global/networks/net", """ "networkFirewallPolicyEnforcementOrder": "BEFORE_CLASSIC_FIREWALL" """)));
    }

    [Fact]
    public void a_network_policy_opens_what_no_vpc_rule_decides() =>
        Assert.Equal(Reachable, Tcp22(Instance(), NetworkPolicy("global", Rule(1, "allow"))));

    [Fact]
    public void a_vpc_deny_stands_before_a_network_policy_that_allows() =>
        Assert.Equal(NotReachable, Tcp22(Instance(), Deny, NetworkPolicy("global", Rule(1, "allow"))));

    [Theory]
    [InlineData("regions/us-central1", Reachable)] // the instance's region
    [InlineData("regions/europe-west1", NotReachable)] // another
    public void a_regional_policy_holds_in_its_region(string place, VerdictStatus expected) =>
        Assert.Equal(expected, Tcp22(Instance(), Firewall("other", Allowed("tcp", "80")), NetworkPolicy(place, Rule(1, "allow"))));

    [Fact]
    public void the_global_network_policy_is_asked_before_the_regional_one() =>
        Assert.Equal(NotReachable, Tcp22(Instance(), NetworkPolicy("regions/us-central1", Rule(1, "allow")), NetworkPolicy("global", Rule(9, "deny"))));

    [Fact]
    public void within_a_policy_the_lower_number_decides() =>
        Assert.Equal(NotReachable, Tcp22(Instance(), NetworkPolicy("global", Rule(20, "allow"), Rule(10, "deny"))));

    [Fact]
    public void what_goto_next_matches_skips_the_rest_of_its_policy_and_no_other()
    {
        Assert.Equal(Reachable, Tcp22(Instance(), Open, Hierarchical("organizations/1", Rule(1, "goto_next"), Rule(2, "deny")), Ancestors()));
        Assert.Equal(NotReachable, Tcp22(Instance(), Open, Hierarchical("organizations/1", Rule(1, "goto_next", """ "srcIpRanges": ["10.0.0.0/8"] """), Rule(2, "deny")), Ancestors()));
        Assert.Equal(NotReachable, Tcp22(Instance(), Open, Hierarchical("organizations/1", Rule(1, "goto_next"), Rule(2, "deny")), Hierarchical("folders/2", Rule(1, "deny")), Ancestors()));
    }

    [Fact]
    public void the_organisation_decides_before_its_folders_and_they_before_the_network()
    {
        Assert.Equal(NotReachable, Tcp22(Instance(), Open, Hierarchical("folders/2", Rule(1, "deny")), Ancestors()));
        Assert.Equal(Reachable, Tcp22(Instance(), Deny, Hierarchical("organizations/1", Rule(9, "allow")), Hierarchical("folders/2", Rule(1, "deny")), Ancestors()));
    }

    [Fact]
    public void a_policy_of_a_folder_elsewhere_does_not_hold() =>
        Assert.Equal(Reachable, Tcp22(Instance(), Open, Hierarchical("folders/77", Rule(1, "deny")), Ancestors()));

    [Fact]
    public void a_hierarchical_policy_leaves_a_project_whose_folders_were_not_told_undecided() =>
        Assert.Equal(Unknown, Tcp22(Instance(), Open, Hierarchical("folders/2", Rule(1, "deny"))));

    [Theory]
    [InlineData(""" "targetResources": ["https://www.googleapis.com/compute/v1/projects/p/global/networks/other"] """, Reachable)] // another network
    [InlineData(""" "targetServiceAccounts": ["web@p.iam.gserviceaccount.com"] """, Reachable)] // another identity
    [InlineData(""" "disabled": true """, Reachable)] // does nothing
    [InlineData(""" "targetType": "INTERNAL_MANAGED_LB", "targetForwardingRules": ["x"] """, Reachable)] // about proxies of internal load balancers
    [InlineData(""" "direction": "EGRESS" """, Reachable)] // about what leaves
    [InlineData(""" "targetSecureTags": [{ "name": "tagValues/1", "state": "EFFECTIVE" }] """, Unknown)] // instances do not tell their secure tags
    [InlineData(""" "targetResources": ["https://www.googleapis.com/compute/v1/projects/p/global/networks/net"] """, NotReachable)] // this network
    public void a_rule_holds_for_its_targets(string target, VerdictStatus expected) =>
        Assert.Equal(expected, Tcp22(Instance(), Open, Hierarchical("folders/2", Rule(1, "deny", FromAll, target)), Ancestors()));

    [Theory]
    [InlineData(""" "srcRegionCodes": ["RU"] """)]
    [InlineData(""" "srcThreatIntelligences": ["iplist-known-malicious-ips"] """)]
    [InlineData(""" "srcFqdns": ["example.com"] """)]
    [InlineData(""" "srcAddressGroups": ["projects/p/locations/global/addressGroups/g"] """)] // was not read
    public void sources_that_only_google_knows_leave_it_open_who_is_denied(string sources) =>
        Assert.Equal(Unknown, Tcp22(Instance(), Open, Hierarchical("folders/2", Rule(1, "deny", sources)), Ancestors()));

    [Fact]
    public void an_address_group_that_was_read_is_exactly_its_members()
    {
        const string Sources = """ "srcAddressGroups": ["projects/p/locations/global/addressGroups/g"] """;
        const string Group = """{ "name": "//networksecurity.googleapis.com/projects/p/locations/global/addressGroups/g", "asset_type": "networksecurity.googleapis.com/AddressGroup", "resource": { "data": { "items": ["0.0.0.0/1", "128.0.0.0/1"] } } }""";
        Assert.Equal(NotReachable, Tcp22(Instance(), Open, Group, Hierarchical("folders/2", Rule(1, "deny", Sources)), Ancestors()));
    }

    [Theory]
    [InlineData("INTERNET", NotReachable)]
    [InlineData("NON_INTERNET", Reachable)]
    [InlineData("INTRA_VPC", Reachable)]
    public void the_network_context_narrows_the_sources(string context, VerdictStatus expected) =>
        Assert.Equal(expected, Tcp22(Instance(), Open, Hierarchical("folders/2", Rule(1, "deny", $$""" "srcIpRanges": ["0.0.0.0/0"], "srcNetworkContext": "{{context}}" """)), Ancestors()));

    [Fact]
    public void secure_tags_as_source_are_never_the_internet() =>
        Assert.Equal(Reachable, Tcp22(Instance(), Open, Hierarchical("folders/2", Rule(1, "deny", """ "srcSecureTags": [{ "name": "tagValues/1" }] """)), Ancestors()));

    [Theory]
    [InlineData("apply_security_profile_group")] // lets through or drops by what is inside
    [InlineData("mirror_and_ponder")] // an action of a later day
    public void what_deep_inspection_does_is_not_known(string action) =>
        Assert.Equal(Unknown, Tcp22(Instance(), Open, Hierarchical("folders/2", Rule(1, action)), Ancestors()));

    [Fact]
    public void effective_firewalls_tell_the_policies_of_a_network()
    {
        var answer = $$"""{ "firewalls": [{{Open}}], "firewallPolicys": [{ "type": "HIERARCHY", "name": "123", "shortName": "org", "rules": [{{Rule(1, "deny")}}] }] }""";
        var verdict = GcpWorld.Of(Instance(), answer).Verdict("vm");
        Assert.Equal(NotReachable, verdict.Status);
        Assert.Contains("blocked by org/1", Explanation.Of(verdict), StringComparison.Ordinal);
    }

    private static VerdictStatus Tcp22(params string[] documents) => GcpWorld.Of(documents).Verdict("vm").At(Family.V4, Protocols.Tcp, 22);

    private static string Rule(int priority, string action, string sources = FromAll, string more = """ "kind": "compute#firewallPolicyRule" """) => $$"""
        { "priority": {{priority}}, "action": "{{action}}", "direction": "INGRESS", "match": { {{sources}}, "layer4Configs": [{ "ipProtocol": "tcp", "ports": ["22"] }] }, {{more}} }
        """;

    private static string NetworkPolicy(string place, params string[] rules) =>
        Of($"{place}/firewallPolicies/{place.Replace('/', '-')}", $$""" "associations": [{ "attachmentTarget": "{{Network}}" }], "rules": [{{string.Join(", ", rules)}}] """);

    private static string Hierarchical(string node, params string[] rules) => $$"""
        { "kind": "compute#firewallPolicy", "name": "9{{node[^1]}}", "shortName": "{{node}}", "selfLink": "https://www.googleapis.com/compute/v1/locations/global/firewallPolicies/9{{node[^1]}}",
          "associations": [{ "attachmentTarget": "{{node}}" }], "rules": [{{string.Join(", ", rules)}}] }
        """;

    private static string Ancestors() => """
        { "name": "//compute.googleapis.com/projects/p/global/networks/net", "asset_type": "compute.googleapis.com/Network", "ancestors": ["projects/42", "folders/2", "organizations/1"],
          "resource": { "data": { "name": "net" } } }
        """;
}
