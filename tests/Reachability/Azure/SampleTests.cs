using System.Text.Json;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Azure.Network;
using ExposurePipeline.Reachability.Azure.Network.Ways;
using ExposurePipeline.Reachability.Filtering;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Support;
using Xunit;

namespace ExposurePipeline.Tests.Reachability.Azure;

/// <summary>Third-party samples, judged by Azure's documented rules where the peer's own assertion is wrong.</summary>
public sealed class SampleTests
{
    private static Assessment Read(params string[] folder)
    {
        var path = Repository.Shared(["cloud", .. folder]);
        var files = File.Exists(path) ? [path] : Directory.GetFiles(path, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var assessment = new Assessment(AzureWorld.Internet);
        assessment.Accept(assessment.Propose(files.SelectMany(static file => Clouds.Changes(new(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(file))))), DateTimeOffset.UnixEpoch));
        return assessment;
    }

    private static Verdict Machine(Assessment assessment, string name) =>
        assessment.Verdicts.Single(verdict => verdict.Asset.Text.EndsWith("/virtualmachines/" + name, StringComparison.OrdinalIgnoreCase));

    [SampleFact] // az-1
    public void cloud_azure_vm1_is_open_at_22_8080_and_udp_widely()
    {
        var verdict = Machine(Read("batfish-azure", "cloud-azure"), "VM1");
        Assert.Equal("tcp/22 tcp/8080 udp", AzureWorld.Open(verdict));
        Assert.Equal(Width.Wide, verdict.WidthFor(AzureWorld.Internet));
    }

    [SampleFact] // az-2
    public void cloud_azure_vm2_has_no_public_address() => Assert.Equal(VerdictStatus.NotReachable, Machine(Read("batfish-azure", "cloud-azure"), "VM2").Status);

    [SampleTheory] // az-3: seen from inside, with the groups of vm2's subnet and interface
    [InlineData("10.0.0.4", 22, true)]
    [InlineData("10.0.0.4", 8080, false)] // the peer asserts the opposite and leaves out the interface's group
    [InlineData("10.0.1.6", 22, false)] // groups of subnets filter inside the subnet too
    public void test_nsg_vm2_from_its_neighbours(string from, int port, bool allowed)
    {
        var world = Read("batfish-azure", "test-nsg");
        var card = world.Estate.Naming<NetworkInterface>(Machine(world, "vm2").Asset).Single();
        var configuration = card.Configurations.Single();
        var subnet = SubnetCopies.Find(configuration.Subnet!.Value, world.Estate).Subnet!;
        var network = world.Estate.Find<VirtualNetwork>(subnet.Network);
        var address = new FilteredAddress(network, AddressText.Of(configuration.Address!.Value), IsOne: true, [], world.Estate);
        var reach = new[] { subnet.SecurityGroup, card.SecurityGroup }.OfType<ResourceId>()
            .Select(id => world.Estate.Find<NetworkSecurityGroup>(id)!.ListFor(address).Reach)
            .Aggregate(Reach.Everything, static (all, next) => all.Intersect(next));
        Assert.True(AddressText.TryRead(from, out var source));
        Assert.Equal(allowed, !reach.Certain.Sources(Family.V4, Protocols.Tcp, port).Intersect(source.V4).IsEmpty);
        Assert.Equal(allowed, !reach.Possible.Sources(Family.V4, Protocols.Tcp, port).Intersect(source.V4).IsEmpty);
    }

    [SampleFact] // az-4
    public void test_nsg_no_machine_is_reached_from_the_internet() =>
        Assert.All(Read("batfish-azure", "test-nsg").Verdicts, verdict => Assert.Equal(VerdictStatus.NotReachable, verdict.Status));

    [SampleFact] // az-5
    public void test_nat_gateway_a_standard_address_without_group_is_closed_and_a_nat_gateway_is_no_entrance()
    {
        var world = Read("batfish-azure", "test-nat-gateway");
        Assert.Equal(VerdictStatus.NotReachable, Machine(world, "VM1").Status);
        Assert.Equal(VerdictStatus.NotReachable, Machine(world, "VM2").Status);
    }

    [SampleTheory]
    [InlineData("test_deny_port", 8086, false)] // cc-1: deny 290 before allow 310
    [InlineData("test_allow_single_port", 80, true)]
    [InlineData("test_allow_multiple_ports", 80, true)] // cc-2: plural destinationPortRanges
    [InlineData("test_allow_multiple_ports", 8080, true)]
    [InlineData("test_allow_multiple_ports", 8084, true)]
    [InlineData("test_allow_multiple_ports", 88, true)]
    [InlineData("test_allow_multiple_ports", 90, true)]
    [InlineData("test_allow_multiple_ports", 8085, false)]
    [InlineData("test_allow_ports_range_any", 80, true)]
    [InlineData("test_egress_policy_protocols", 22, false)] // the allow is outbound
    public void a_recorded_group_decides_port_by_port(string test, int port, bool allowed)
    {
        var world = Read("cloud-custodian-azure", $"NetworkSecurityGroupTest.{test}.json");
        var group = world.Estate.Find<NetworkSecurityGroup>(new(Cloud.Azure, "/subscriptions/ea42f556-5106-4743-99b0-c129bfa71a47/resourcegroups/test_networksecuritygroup/providers/microsoft.network/networksecuritygroups/c7n-nsg"))!;
        var reach = group.ListFor(new(null, SourceSet.Empty, IsOne: false, [], world.Estate)).Reach;
        Assert.Equal(allowed, reach.Certain.Sources(Family.V4, Protocols.Tcp, port).Contains(0x08080808));
        Assert.Equal(allowed, reach.Possible.Sources(Family.V4, Protocols.Tcp, port).Contains(0x08080808));
    }

    [SampleTheory]
    [InlineData("cloud-custodian-azure", "NetworkSecurityGroupTest.test_open_ports.json")]
    [InlineData("cloud-custodian-azure", "LoadBalancerTest.test_find_by_name.json")]
    [InlineData("cloud-custodian-azure", "ApplicationGatewayTest.test_find_waf.json")]
    [InlineData("fixinventory-azure", "applicationGateways.json")]
    [InlineData("fixinventory-azure", "firewallPolicies.json")]
    [InlineData("fixinventory-azure", "loadBalancers.json")]
    [InlineData("fixinventory-azure", "networkInterfaces.json")]
    [InlineData("fixinventory-azure", "networkSecurityGroups.json")]
    [InlineData("fixinventory-azure", "publicIPAddresses.json")]
    [InlineData("fixinventory-azure", "routeTables.json")]
    [InlineData("fixinventory-azure", "virtualNetworks.json")]
    public void every_shape_is_read_without_problems(string folder, string file)
    {
        var changes = Clouds.Changes(new(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.Shared("cloud", folder, file))))).ToArray();
        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.Empty(Clouds.Read(change)?.Problems ?? []));
    }

    [SampleFact]
    public void the_only_problem_of_the_recorded_firewall_is_a_target_that_dns_knows()
    {
        var changes = Clouds.Changes(new(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.Shared("cloud", "fixinventory-azure", "azureFirewalls.json")))));
        Assert.Contains("internalhttpserver", Assert.Single(Clouds.Read(Assert.Single(changes))!.Problems), StringComparison.Ordinal);
    }

    [SampleTheory] // file name = the peer's result
    [InlineData("example_NSGRuleSSHAccessRestricted", 22)]
    [InlineData("example_NSGRuleRDPAccessRestricted", 3389)]
    [InlineData("example_NSGRuleHTTPAccessRestricted", 80)]
    public void templates_open_what_their_names_say(string folder, int port)
    {
        bool[] Opens(string file) =>
        [
            .. Clouds.Changes(new(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.Shared("cloud", "checkov-arm", folder, file)))))
                .Select(Clouds.Read).OfType<NetworkSecurityGroup>()
                .Select(group => group.ListFor(new(null, SourceSet.Empty, IsOne: false, [], new Estate())).Reach.Certain.Sources(Family.V4, Protocols.Tcp, port).Contains(0x08080808)),
        ];
        Assert.All(Opens("NSGRulePortAccessRestricted-FAILED.json"), Assert.True);
        Assert.All(Opens("NSGRulePortAccessRestricted-RULE-PASSED.json"), Assert.False);
        // The group itself denies; the rule beside it names its source and its group by expressions, which only a deployment knows.
        Assert.All(Opens("NSGRulePortAccessRestricted-RULE-1Pass-1Fail.json"), Assert.False);
    }

    [SampleTheory]
    [InlineData("resource-notifications-CreatedOrUpdated.json", ChangeKind.Present)]
    [InlineData("resource-notifications-Deleted.json", ChangeKind.Deleted)]
    [InlineData("subscription-ResourceWriteSuccess.json", ChangeKind.Unread)]
    public void published_events_name_their_resource(string file, ChangeKind kind)
    {
        var change = Assert.Single(Clouds.Changes(new(JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Repository.Shared("cloud", "event-samples", "azure", file))))));
        Assert.Equal(("/subscriptions/00000000-0000-0000-0000-000000000001/resourcegroups/rg1/providers/microsoft.storage/storageaccounts/stexample1", kind), (change.Id.Text, change.Kind));
    }
}
