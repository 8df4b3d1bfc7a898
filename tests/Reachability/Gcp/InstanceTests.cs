using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;
using static ExposurePipeline.Tests.Reachability.Gcp.GcpSamples;

namespace ExposurePipeline.Tests.Reachability.Gcp;

public sealed class InstanceTests
{
    private static readonly string Open = Firewall("open", Allowed("tcp", "22"));

    [Fact]
    public void without_an_external_address_no_rule_exposes_an_instance()
    {
        var verdict = GcpWorld.Of(Instance(natIp: null), Open).Verdict("vm");
        Assert.Equal(NotReachable, verdict.Status);
        Assert.Contains("no external address", Explanation.Of(verdict), StringComparison.Ordinal);
    }

    [Fact]
    public void an_access_config_without_an_address_is_not_yet_an_address() =>
        Assert.Equal(NotReachable, Status(Instance(natIp: null, nic: """, "accessConfigs": [{ "type": "ONE_TO_ONE_NAT" }]"""), Open));

    [Theory]
    [InlineData("RUNNING", Reachable)]
    [InlineData("STAGING", Reachable)] // on its way up
    [InlineData("TERMINATED", NotReachable)] // keeps a reserved address and answers nobody
    [InlineData("SUSPENDED", NotReachable)]
    public void an_instance_that_is_off_answers_nobody(string status, VerdictStatus expected) =>
        Assert.Equal(expected, Status(Instance().Replace("RUNNING", status, StringComparison.Ordinal), Open));

    [Fact]
    public void narrow_sources_are_told_as_narrow()
    {
        var verdict = GcpWorld.Of(Instance(), Firewall("office", Allowed("tcp", "22"), "\"198.51.101.0/24\"")).Verdict("vm");
        Assert.Equal(Width.Narrow, verdict.WidthFor(GcpWorld.Internet));
    }

    [Fact]
    public void private_sources_are_not_the_internet() =>
        Assert.Equal(NotReachable, Status(Instance(), Firewall("inside", Allowed("tcp", "22"), "\"10.0.0.0/8\", \"192.168.0.0/16\", \"172.16.0.0/12\"")));

    [Fact]
    public void every_interface_is_a_way_of_its_own()
    {
        var two = Instance(natIp: null).Replace("\"networkInterfaces\": [", $$""" "networkInterfaces": [{ "name": "nic1", "network": "{{Network.Replace("networks/net", "networks/dmz", StringComparison.Ordinal)}}", "accessConfigs": [{ "natIP": "203.0.114.11" }] }, """, StringComparison.Ordinal);
        var inDmz = Open.Replace("networks/net", "networks/dmz", StringComparison.Ordinal);
        Assert.Equal(Unknown, Status(two, Open)); // of the second network nothing was read
        Assert.Equal(Reachable, Status(two, inDmz));
    }

    [Fact]
    public void an_instance_without_interfaces_was_not_told_whole() =>
        Assert.Equal(Unknown, Status(Of("zones/us-central1-a/instances/vm", """ "networkInterfaces": [] """), Open));

    [Theory]
    [InlineData(""" "nextHopGateway": "https://www.googleapis.com/compute/v1/projects/p/global/gateways/default-internet-gateway", "destRange": "0.0.0.0/0" """, Reachable)]
    [InlineData(""" "nextHopIlb": "10.0.0.9", "destRange": "0.0.0.0/0" """, NotReachable)] // answers leave through an appliance
    [InlineData(""" "nextHopNetwork": "n", "destRange": "10.0.0.0/24" """, NotReachable)] // the default route was deleted
    [InlineData(""" "nextHopGateway": "global/gateways/default-internet-gateway", "destRange": "0.0.0.0/0", "tags": ["web"] """, NotReachable)] // for tagged instances
    public void an_external_address_needs_a_route_to_the_internet_gateway(string route, VerdictStatus expected) =>
        Assert.Equal(expected, Status(Instance(), Open, Of("global/routes/r", $$""" "network": "{{Network}}", {{route}} """)));

    [Fact]
    public void the_longest_prefix_decides_between_routes()
    {
        var verdict = GcpWorld.Of(
            Instance(),
            Open,
            Of("global/routes/r", $$""" "network": "{{Network}}", "destRange": "0.0.0.0/0", "nextHopGateway": "global/gateways/default-internet-gateway" """),
            Of("global/routes/s", $$""" "network": "{{Network}}", "destRange": "8.0.0.0/8", "nextHopVpnTunnel": "t" """)).Verdict("vm");
        Assert.False(verdict.Reach.Possible.Sources(Family.V4, Protocols.Tcp, 22).Contains(0x08080808));
        Assert.True(verdict.Reach.Certain.Sources(Family.V4, Protocols.Tcp, 22).Contains(0x09080808));
    }

    [Fact]
    public void a_changed_rule_changes_the_verdict()
    {
        var world = GcpWorld.Of(Instance(), Open);
        world.Read(Open.Replace("0.0.0.0/0", "10.0.0.0/8", StringComparison.Ordinal));
        Assert.Equal(NotReachable, world.Verdict("vm").Status);
    }

    private static VerdictStatus Status(params string[] documents) => GcpWorld.Of(documents).Verdict("vm").Status;
}
