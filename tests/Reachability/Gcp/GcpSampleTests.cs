using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Tests.Support;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.Gcp;

/// <summary>Third-party snapshots, each with the verdict that its folder's documentation gives or that Google Cloud's rules give.</summary>
public sealed class GcpSampleTests
{
    [SampleFact]
    public void an_instance_without_external_address_behind_disabled_rules_is_not_reachable() // cg-1
    {
        var verdict = In("cloud-custodian-gcp/instance-effective-firewall").Verdict("iap-test-webapp");
        Assert.Equal(NotReachable, verdict.Status);
    }

    [SampleFact]
    public void a_node_with_an_address_stays_closed_behind_a_deny_from_everywhere() // cg-2
    {
        var world = In("cloud-custodian-gcp/gke-cluster-filter-effective-firewall");
        world.Read(Probe("cloud-custodian", "gke-test-network-jldkfaskl", """, "tags": { "items": ["gke-c7nfailnode-cluster-2-dbe39418-node"] }"""));
        var verdict = world.Verdict("probe");
        // The deny has priority 1000; an allow of priority 200 is for one address.
        Assert.Equal(AddressSet.Of([new(0x8229EE2A, 0x8229EE2A)]), verdict.Reach.Possible.Sources(Family.V4, Protocols.Tcp, 10255));
        Assert.Equal(Width.Narrow, verdict.WidthFor(GcpWorld.Internet));
        Assert.DoesNotContain("exkubelet", Explanation.Of(verdict), StringComparison.Ordinal);
    }

    [SampleFact]
    public void a_rule_for_all_protocols_opens_every_machine_of_its_network() // cg-3
    {
        var world = In("cloud-custodian-gcp/test_vpc_firewall_filter_query");
        world.Read(Probe("cloud-custodian", "default", ""));
        Assert.Equal("all", string.Join(' ', Open(world.Verdict("probe"))));
        Assert.Equal(Width.Wide, world.Verdict("probe").WidthFor(GcpWorld.Internet));
    }

    [SampleTheory]
    [InlineData("cloud-custodian-gcp/lb-forwarding-rules-query", "new-fe", Reachable)]
    [InlineData("cloud-custodian-gcp/lb-global-forwarding-rules-query", "new-global-frontend", Reachable)]
    [InlineData("gcp-policy-library/gcp_lb_forwarding_rules", "ext-ip", Reachable)]
    [InlineData("gcp-policy-library/gcp_lb_forwarding_rules", "ext-ip2", Reachable)]
    public void frontends_of_external_load_balancers_are_reached_on_port_80(string folder, string name, VerdictStatus expected)
    {
        var verdict = In(folder).Verdict(name);
        Assert.Equal(expected, verdict.At(Family.V4, Protocols.Tcp, 80));
        Assert.Equal(NotReachable, verdict.At(Family.V4, Protocols.Tcp, 81));
    }

    [SampleTheory]
    [InlineData("ext-fr", Reachable)] // ca-1
    [InlineData("int-fr", NotReachable)] // ca-2
    [InlineData("vm-private-1", Unknown)] // ca-3: no forwarding rule names the backend service, no interface and no rule was told
    [InlineData("vm-private-2", Unknown)]
    [InlineData("test-instance-group", Unknown)]
    public void a_load_balancer_told_in_part_proves_nothing(string name, VerdictStatus expected) =>
        Assert.Equal(expected, Parts("gcp_compute_exposure.json").Verdict(name).Status);

    [SampleTheory]
    [InlineData("instance-1", "icmp tcp/22 tcp/3389 tcp/9000-9001")] // ca-4
    [InlineData("instance-1-test", "icmp tcp/22 tcp/3389")] // ca-5: it lacks the tag
    public void machines_with_addresses_are_as_open_as_the_rules_for_their_tags(string name, string open)
    {
        var verdict = Parts("gcp_compute.json").Verdict(name);
        Assert.Equal(open, string.Join(' ', Open(verdict)));
        Assert.Equal(Width.Wide, verdict.WidthFor(GcpWorld.Internet));
    }

    [SampleTheory]
    [InlineData(0, Reachable)] // gp-cf-test-fw-rule-source-0, and so on by number
    [InlineData(1, NotReachable)] // disabled
    [InlineData(2, Reachable)]
    [InlineData(3, Reachable)] // ranges beside a source tag
    [InlineData(4, NotReachable)] // a deny, disabled
    [InlineData(5, NotReachable)] // 192.1.0.0/16, disabled
    [InlineData(6, NotReachable)] // source tags only
    [InlineData(7, NotReachable)] // a deny
    public void a_rule_alone_opens_what_it_says(int number, VerdictStatus expected)
    {
        var world = new GcpWorld();
        var rules = GcpWorld.Body(File.ReadAllText(Repository.Shared("cloud", "gcp-policy-library", "restricted_firewall_rules", "assets", "sources", "data.json")));
        world.Read(rules.Items.Single(row => row["name"].Text!.EndsWith($"cf-test-fw-rule-source-{number}", StringComparison.Ordinal)).ToString());
        world.Read(Probe("cf-gcp-challenge-dev", "default", """, "serviceAccounts": [{ "email": "cf-gcp-challenge-dev-sa@cf-gcp-challenge-dev.iam.gserviceaccount.com" }]"""));
        Assert.Equal(expected, world.Verdict("probe").Status);
    }

    [SampleFact]
    public void machines_whose_network_was_not_read_are_unknown_and_without_address_not_reachable()
    {
        foreach (var verdict in In("gcp-policy-library/compute_network_interface").Verdicts)
        {
            Assert.Equal(verdict.Paths.Any(path => path.Entrance.Address is not null) ? Unknown : NotReachable, verdict.Status);
        }
    }

    [SampleTheory]
    [InlineData("batchGetAssetsHistory-TemporalAsset.json", NotReachable)] // TERMINATED, its address released
    [InlineData("feed-update.json", Unknown)] // has its address by now; no rule of its network was read
    public void events_are_read_as_they_are_sent(string file, VerdictStatus expected)
    {
        var world = GcpWorld.Of(File.ReadAllText(Repository.Shared("cloud", "event-samples", "gcp-asset", file)));
        Assert.Equal(expected, world.Verdict("instance-1").Status);
    }

    [SampleFact]
    public void every_document_of_the_folders_is_read_without_a_problem_that_is_not_in_it()
    {
        var files = new[] { "cloud-custodian-gcp", "gcp-policy-library", "event-samples" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Shared("cloud", folder), "*.json", SearchOption.AllDirectories));
        foreach (var file in files)
        {
            Assert.All(GcpWorld.Of(File.ReadAllText(file)).Resources, resource => Assert.Empty(resource.Problems));
        }
    }

    private static IEnumerable<string> Open(Verdict verdict) => verdict.Reach.Certain.Boxes.Select(static box => box.ToString()).Distinct().Order(StringComparer.Ordinal);

    private static GcpWorld In(string folder) =>
        GcpWorld.Of([.. Directory.EnumerateFiles(Repository.Shared("cloud", folder), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllText)]);

    // A file of several answers under names of its collector's own.
    private static GcpWorld Parts(string file) =>
        GcpWorld.Of([.. GcpWorld.Body(File.ReadAllText(Repository.Shared("cloud", "cartography", file))).Members.Where(static part => !part.Name.StartsWith("TRANSFORMED", StringComparison.Ordinal)).SelectMany(static part => part.Value.Items).Select(static answer => answer.ToString())]);

    private static string Probe(string project, string network, string more) => $$"""
        { "selfLink": "https://www.googleapis.com/compute/v1/projects/{{project}}/zones/us-central1-a/instances/probe", "status": "RUNNING",
          "networkInterfaces": [{ "name": "nic0", "network": "https://www.googleapis.com/compute/v1/projects/{{project}}/global/networks/{{network}}", "accessConfigs": [{ "natIP": "203.0.114.10" }] }] {{more}} }
        """;
}
