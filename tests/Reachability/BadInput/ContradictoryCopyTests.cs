using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using ExposurePipeline.Tests.Reachability.Aws;
using ExposurePipeline.Tests.Reachability.Azure;
using ExposurePipeline.Tests.Reachability.Gcp;
using Xunit;
using static ExposurePipeline.Reachability.Analysis.VerdictStatus;

namespace ExposurePipeline.Tests.Reachability.BadInput;

/// <summary>Two bodies of one resource and one version: neither is believed, whichever came first, until a newer one comes.</summary>
public sealed class ContradictoryCopyTests
{
    private static readonly DateTimeOffset Version = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly string[] AzureAround = [AzureWorld.Vnet(AzureWorld.HasGroup), AzureWorld.Machine, AzureWorld.Nic(AzureWorld.HasPublicAddress), AzureWorld.PublicAddress()];
    private static readonly string[] AwsAround = [SmallVpc.Vpc, SmallVpc.Subnet, SmallVpc.Gateway, SmallVpc.Machine()];
    private static readonly string[] AwsFilters = [SmallVpc.RouteTable(SmallVpc.DefaultRoutes), SmallVpc.Acl(SmallVpc.AllowAll), SmallVpc.Group("sg-1", SmallVpc.SshFromAnywhere)];
    private static readonly string OpenGroup = AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Allow", "22", "0.0.0.0/0"));

    public static TheoryData<string, string, string, string[]> Copies { get; } = new()
    {
        { "networksecuritygroups/nsg", OpenGroup, AzureWorld.SecurityGroup("nsg", AzureWorld.Rule(100, "Deny", "22", "0.0.0.0/0")), AzureAround },
        { "publicipaddresses/pip", AzureWorld.PublicAddress(), AzureWorld.PublicAddress(address: null), [.. AzureAround[..3], OpenGroup] },
        { "routetables/rt", Routes("Internet"), Routes("VirtualAppliance"), [AzureWorld.Vnet(AzureWorld.HasGroup + ""","routeTable":{"id":"~Network/routeTables/rt"}"""), .. AzureAround[1..], OpenGroup] },
        { "sg-1", AwsFilters[2], SmallVpc.Group("sg-1", ""), [.. AwsAround, .. AwsFilters[..2]] },
        { "rtb-1", AwsFilters[0], SmallVpc.RouteTable(""), [.. AwsAround, .. AwsFilters[1..]] },
        { "rtb-own", Own(SmallVpc.DefaultRoutes), Own(""), [.. AwsAround, .. AwsFilters] },
        { "acl-1", AwsFilters[1], SmallVpc.Acl(""), [.. AwsAround, AwsFilters[0], AwsFilters[2]] },
        { "firewalls/ssh", GcpSamples.Firewall("ssh", GcpSamples.Allowed("tcp", "22")), GcpSamples.Firewall("ssh", GcpSamples.Denied("tcp", "22")), [GcpSamples.Instance(), GcpSamples.Firewall("other", GcpSamples.Allowed("tcp", "22"), "\"10.0.0.0/8\"")] },
    };

    [Theory]
    [MemberData(nameof(Copies))]
    public void neither_of_two_copies_is_believed_whichever_came_first(string named, string one, string other, string[] around)
    {
        foreach (var (first, second) in new[] { (one, other), (other, one) })
        {
            var assessment = Told(around, (first, Version), (second, Version), (first, Version));
            var verdict = Asset(assessment);
            Assert.Equal(Unknown, verdict.Status);
            Assert.Contains($"{named} was told twice of 2026-03-01 12:00:00Z, and the copies contradict each other", Explanation.Of(verdict), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void a_newer_copy_ends_the_contradiction(string named, string one, string other, string[] around)
    {
        var assessment = Told(around, (one, Version), (other, Version), (one, Version.AddSeconds(1)));
        Assert.Equal(Reachable, Asset(assessment).Status);
        Assert.DoesNotContain($"{named} was told twice", Explanation.Of(Asset(assessment)), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void a_copy_that_says_the_same_contradicts_nothing(string named, string one, string other, string[] around)
    {
        Assert.NotEqual(one, other);
        var assessment = Told(around, (one, Version), (one.Replace(",\"", ", \"", StringComparison.Ordinal), Version));
        Assert.Equal(Reachable, Asset(assessment).Status);
        Assert.EndsWith(named.Split('/')[^1], Id(one).Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Copies))]
    public void what_becomes_unread_is_unknown_and_not_forgotten(string named, string one, string other, string[] around)
    {
        Assert.NotEqual(one, other);
        var assessment = Told(around, (one, Version));
        var change = Assert.Single(Clouds.Changes(AzureWorld.Parse(one)));
        assessment.Accept(assessment.Propose([change with { Kind = ChangeKind.Unread, Version = Version.AddSeconds(1), Body = Body.Missing }], Version));
        Assert.Equal(Unknown, Asset(assessment).Status);
        Assert.Contains($"{named} was not read", Explanation.Of(Asset(assessment)), StringComparison.Ordinal);
    }

    private static string Routes(string hop) => $$"""
        {"id":"~Network/routeTables/rt","type":"Microsoft.Network/routeTables","properties":{"routes":[{"name":"d","properties":{"addressPrefix":"0.0.0.0/0","nextHopType":"{{hop}}"} }]} }
        """;

    private static string Own(string routes) => SmallVpc.RouteTable(routes, "rtb-own", """{"Main":false,"SubnetId":"subnet-1"}""");

    private static ResourceId Id(string body) => Clouds.Changes(AzureWorld.Parse(body)).Single().Id;

    private static Verdict Asset(Assessment assessment) =>
        Assert.Single(assessment.Verdicts, static verdict => verdict.Asset.Text.EndsWith("/vm", StringComparison.Ordinal) || verdict.Asset.Text == "i-1");

    private static Assessment Told(string[] around, params (string Body, DateTimeOffset Version)[] copies)
    {
        var assessment = AzureWorld.Given(around);
        foreach (var (body, version) in copies)
        {
            assessment.Accept(assessment.Propose(Clouds.Changes(AzureWorld.Parse(body)).Select(change => change with { Version = version }), Version));
        }

        return assessment;
    }
}
