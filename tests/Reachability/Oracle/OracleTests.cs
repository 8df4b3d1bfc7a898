using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Reachability.Algebra;
using ExposurePipeline.Reachability.Analysis;
using ExposurePipeline.Reachability.Resources;
using Xunit;
using Xunit.Abstractions;

namespace ExposurePipeline.Tests.Reachability.Oracle;

/// <summary>
/// Random networks in each cloud's own form, and every packet worth trying: the engine's sets and a rule-by-rule walk must agree on each.
/// <c>ORACLE_NETWORKS=n</c> and <c>ORACLE_SEED=n</c> try more, or others.
/// </summary>
public sealed class OracleTests(ITestOutputHelper output)
{
    private static readonly int Networks = Knob("ORACLE_NETWORKS", 100);
    private static readonly int Seed = Knob("ORACLE_SEED", 20261122);
    private const int Orders = 20;

    private static readonly Dictionary<string, Func<int, INetwork>> Makers = new(StringComparer.Ordinal)
    {
        ["azure"] = static seed => new AzureNetwork(seed),
        ["azure edges"] = static seed => new AzureEdgeNetwork(seed),
        ["azure services"] = AzureServices.Of,
        ["aws"] = static seed => new AwsNetwork(seed),
        ["aws load balancers"] = static seed => new AwsBalancedNetwork(seed),
        ["aws services"] = AwsServices.Of,
        ["google cloud"] = static seed => new GcpNetwork(seed),
        ["google cloud load balancers"] = static seed => new GcpBalancedNetwork(seed),
        ["google cloud services"] = GcpServices.Of,
    };

    private static readonly InternetSources Internet = InternetSources.Of(ExposurePolicy.Default);

    [Fact]
    public void azure_agrees_packet_by_packet() => Agree(Cloud.Azure, static seed => new AzureNetwork(seed));

    [Fact]
    public void aws_agrees_packet_by_packet() => Agree(Cloud.Aws, static seed => new AwsNetwork(seed));

    [Fact]
    public void google_cloud_agrees_packet_by_packet() => Agree(Cloud.Gcp, static seed => new GcpNetwork(seed));

    [Fact]
    public void load_balancers_of_aws_agree_packet_by_packet() => Agree(Cloud.Aws, static seed => new AwsBalancedNetwork(seed));

    [Fact]
    public void load_balancers_gateways_and_firewalls_of_azure_agree_packet_by_packet() => Agree(Cloud.Azure, static seed => new AzureEdgeNetwork(seed));

    [Fact]
    public void load_balancers_of_google_cloud_agree_packet_by_packet() => Agree(Cloud.Gcp, static seed => new GcpBalancedNetwork(seed));

    [Fact]
    public void services_of_azure_agree_packet_by_packet() => Agree(Cloud.Azure, AzureServices.Of);

    [Fact]
    public void services_of_aws_agree_packet_by_packet() => Agree(Cloud.Aws, AwsServices.Of);

    [Fact]
    public void services_of_google_cloud_agree_packet_by_packet() => Agree(Cloud.Gcp, GcpServices.Of);

    public static TheoryData<string> Kinds { get; } = [.. Makers.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void documents_in_any_order_come_to_the_same_verdicts(string kind)
    {
        for (var seed = Seed; seed < Seed + Orders; seed++)
        {
            var documents = Makers[kind](seed).Documents.ToArray();
            var inOrder = Told(Assess(documents));
            var draw = new Draw(seed);
            Assert.Equal(inOrder, Told(Assess([.. draw.Priorities(documents.Length, 0, documents.Length - 1).Select(place => documents[place])])));
        }
    }

    private static string Told(Assessment assessment) => string.Join('\n', assessment.Verdicts.Select(static verdict => Explanation.Of(verdict)));

    private void Agree(Cloud cloud, Func<int, INetwork> make, [CallerMemberName] string promise = "")
    {
        var (packets, arrived) = (0L, 0L);
        for (var index = 0; index < Networks; index++)
        {
            var network = make(Seed + index);
            var assessment = Assess(network.Documents);
            foreach (var machine in network.Machines)
            {
                var verdict = assessment.Find(new(cloud, machine)) ?? throw new InvalidOperationException($"No verdict of {machine} in network {Seed + index}.");
                Assert.True(network.IsPublic(machine) is not { } isPublic || verdict.Access == (isPublic ? PublicAccess.Yes : PublicAccess.No), $"{cloud} network {Seed + index}, {machine}: public is {network.IsPublic(machine)}.\n{Explanation.Of(verdict)}\n{string.Join('\n', network.Documents)}");
                foreach (var packet in network.Packets)
                {
                    var expected = network.Arrives(machine, packet);
                    (packets, arrived) = (packets + 1, arrived + (expected ? 1 : 0));
                    if (!Agrees(verdict, packet, expected))
                    {
                        Assert.Fail($"{cloud} network {Seed + index}, {machine}, {packet}: the walk says {expected}.\n{Explanation.Of(verdict)}\n{string.Join('\n', network.Documents)}");
                    }
                }
            }
        }

        Assert.InRange(arrived, packets / 200, packets / 2); // neither all closed nor all open
        output.WriteLine($"{promise}: {Networks} networks from seed {Seed}, {packets:N0} packets, {arrived:N0} arrived, 0 disagreements");
    }

    // Everything is told, so nothing may be undecided either.
    private static bool Agrees(Verdict verdict, Packet packet, bool expected)
    {
        var family = packet.Source.IsV4 ? Family.V4 : Family.V6;
        bool Has(FlowSet flows) => flows.Sources(family, packet.Protocol, packet.Port).Contains(packet.Source.Bits);
        return verdict.Missing.Count == 0 && Has(verdict.Reach.Certain) == expected && Has(verdict.Reach.Possible) == expected;
    }

    private static Assessment Assess(IEnumerable<string> documents)
    {
        var assessment = new Assessment(Internet);
        foreach (var document in documents)
        {
            using var json = JsonDocument.Parse(document);
            assessment.Accept(assessment.Propose(Clouds.Changes(new(json.RootElement)), DateTimeOffset.UnixEpoch));
        }

        return assessment;
    }

    private static int Knob(string name, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : usual;
}
